//! Files to try: realistic ones, with the faults that such files have.

use crate::state::Action;

/// A file to try.
pub struct Sample {
    /// What it is, for the menu.
    pub title: &'static str,
    /// The name it would have.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
}

macro_rules! sample {
    ($title:literal, $name:literal, $path:literal) => {
        Sample {
            title: $title,
            name: $name,
            text: include_str!(concat!("../../static/examples/", $path)),
        }
    };
}

/// All of them.
pub static SAMPLES: [Sample; 6] = [
    sample!("Node web service", "Dockerfile", "node.Dockerfile"),
    sample!("Python API", "Dockerfile", "python.Dockerfile"),
    sample!("Go binary", "Dockerfile", "go.Dockerfile"),
    sample!("Java with Maven", "Dockerfile", "java.Dockerfile"),
    sample!("Static site on nginx", "Dockerfile", "nginx.Dockerfile"),
    sample!("A .dockerignore", ".dockerignore", "node.dockerignore"),
];

impl Sample {
    /// What happens when it is chosen.
    pub fn opened(&'static self) -> Action {
        Action::Opened { name: Some(self.name.into()), text: self.text.into() }
    }
}
