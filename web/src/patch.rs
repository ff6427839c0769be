//! A patch as `git apply` reads it.

/// A hunk to write: its first line and number of lines, in the old text and in the new, and what happens there.
pub struct Hunk {
    /// First line from 1, and count, in the old text.
    pub before: (u32, u32),
    /// The same in the new text.
    pub after: (u32, u32),
    /// For each shown line its sign: blank, `-` or `+`.
    pub signs: Vec<char>,
}

/// The patch that makes `new` of `old`. Lines are written as they stand, their line ends included.
pub fn patch(name: &str, old: &str, new: &str, hunks: &[Hunk]) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let mut out = format!("--- a/{name}\n+++ b/{name}\n");
    for hunk in hunks {
        // An empty side is named by the line before it.
        let range =
            |(first, count): (u32, u32)| format!("{},{count}", first - u32::from(count == 0));
        out += &format!("@@ -{} +{} @@\n", range(hunk.before), range(hunk.after));
        let (mut at_old, mut at_new) = (hunk.before.0 as usize - 1, hunk.after.0 as usize - 1);
        for sign in &hunk.signs {
            let line = if *sign == '+' { new.get(at_new) } else { old.get(at_old) };
            let line = line.copied().unwrap_or_default();
            at_old += usize::from(*sign != '+');
            at_new += usize::from(*sign != '-');
            out.push(*sign);
            out += line;
            if !line.ends_with('\n') {
                out += "\n\\ No newline at end of file\n";
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_kept() {
        let hunk = Hunk { before: (1, 2), after: (1, 2), signs: vec!['-', '+', ' '] };
        let made = patch("Dockerfile", "FROM a\r\nCMD b", "FROM c\r\nCMD b", &[hunk]);
        assert_eq!(
            made,
            "--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n-FROM a\r\n+FROM c\r\n CMD b\n\
             \\ No newline at end of file\n"
        );
    }
}
