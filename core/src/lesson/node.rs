//! The shape that TOML and JSON share: tables, lists, texts, numbers and switches, each with its line.

use serde_json::Value as Json;

/// A value with its key and its line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// The key that it stands under; in a list that of the list.
    pub key: String,
    /// Its line, from 1; 0 where there are no lines.
    pub line: usize,
    /// The value.
    pub value: Value,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(i64),
    Flag(bool),
    List(Vec<Node>),
    Table(Vec<Node>),
    /// Something that lessons have no use for.
    Other,
}

/// A JSON value as a node.
pub(super) fn of_json(key: &str, json: &Json) -> Node {
    let value = match json {
        Json::String(text) => Value::Text(text.clone()),
        Json::Number(number) => number.as_i64().map_or(Value::Other, Value::Number),
        Json::Bool(flag) => Value::Flag(*flag),
        Json::Array(items) => Value::List(items.iter().map(|item| of_json(key, item)).collect()),
        Json::Object(map) => Value::Table(map.iter().map(|(k, v)| of_json(k, v)).collect()),
        Json::Null => Value::Other,
    };
    Node { key: key.to_owned(), line: 0, value }
}

/// A node as a JSON value.
#[cfg(feature = "lessons")]
pub(super) fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Text(text) => Json::from(text.as_str()),
        Value::Number(number) => Json::from(*number),
        Value::Flag(flag) => Json::from(*flag),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Table(entries) => {
            let pairs = entries.iter().map(|entry| (entry.key.clone(), to_json(entry)));
            let mut map = serde_json::Map::new();
            map.extend(pairs);
            Json::Object(map)
        }
        Value::Other => Json::Null,
    }
}

/// A TOML text as a node. The error is a line and a sentence.
#[cfg(feature = "lessons")]
pub(super) fn of_toml(text: &str) -> Result<Node, (usize, String)> {
    let table = toml::de::DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        (line_of(text, at), error.message().replace('\n', ", "))
    })?;
    Ok(Node { key: String::new(), line: 1, value: toml_table(text, table.get_ref()) })
}

#[cfg(feature = "lessons")]
fn toml_table(text: &str, table: &toml::de::DeTable<'_>) -> Value {
    let mut entries: Vec<(usize, Node)> = table
        .iter()
        .map(|(key, value)| {
            let at = key.span().start;
            (at, toml_node(text, key.get_ref(), at, value.get_ref()))
        })
        .collect();
    crate::order::sort_by_key(&mut entries, |(at, _)| *at);
    Value::Table(entries.into_iter().map(|(_, node)| node).collect())
}

#[cfg(feature = "lessons")]
fn toml_node(text: &str, key: &str, at: usize, value: &toml::de::DeValue<'_>) -> Node {
    use toml::de::DeValue;
    let value = match value {
        DeValue::String(string) => Value::Text(string.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Number)
        }
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Array(items) => {
            let item = |item: &toml::Spanned<DeValue<'_>>| {
                toml_node(text, key, item.span().start, item.get_ref())
            };
            Value::List(items.iter().map(item).collect())
        }
        DeValue::Table(table) => toml_table(text, table),
        _ => Value::Other,
    };
    Node { key: key.to_owned(), line: line_of(text, at), value }
}

#[cfg(feature = "lessons")]
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}
