//! Pages parsed as a browser does it, and selectors to look into them: `html.all("nav.tongues a[lang=en]")`.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A parsed page.
pub struct Html {
    elements: Vec<Element>,
    /// The tree takes itself apart when it goes.
    _dom: RcDom,
}

/// An element with those that it stands in, the outermost first.
#[derive(Clone)]
pub struct Element {
    node: Handle,
    around: Vec<Handle>,
}

impl Html {
    pub fn parse(text: &str) -> Self {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(text);
        let mut elements = Vec::new();
        gather(&dom.document, &mut Vec::new(), &mut elements);
        Self { elements, _dom: dom }
    }

    /// The elements that a selector names, in the order of the page. It may have names, `.class`, `[attribute]` and `[attribute=value]`, blanks
    /// for “somewhere in”, `>` for “directly in”, commas for “or”.
    pub fn all(&self, selector: &str) -> impl Iterator<Item = &Element> {
        self.elements.iter().filter(move |element| selector.split(',').any(|steps| element.fits(&steps.split_whitespace().collect::<Vec<_>>())))
    }
}

impl Element {
    pub fn name(&self) -> &str {
        name(&self.node)
    }

    pub fn attr(&self, name: &str) -> Option<String> {
        attribute(&self.node, name)
    }

    pub fn attrs(&self) -> Vec<(String, String)> {
        attributes(&self.node)
    }

    /// All text in it, to the letter.
    pub fn text(&self) -> String {
        let mut text = String::new();
        add_text(&self.node, &mut text);
        text
    }

    fn fits(&self, steps: &[&str]) -> bool {
        steps.split_last().is_some_and(|(last, before)| fits(&self.node, last) && stands_in(&self.around, before))
    }
}

fn gather(node: &Handle, around: &mut Vec<Handle>, elements: &mut Vec<Element>) {
    let is_element = matches!(node.data, NodeData::Element { .. });
    if is_element {
        elements.push(Element { node: node.clone(), around: around.clone() });
        around.push(node.clone());
    }
    for child in node.children.borrow().iter() {
        gather(child, around, elements);
    }
    if is_element {
        around.pop();
    }
}

fn stands_in(around: &[Handle], steps: &[&str]) -> bool {
    match steps {
        [] => true,
        [before @ .., step, ">"] => around.split_last().is_some_and(|(parent, around)| fits(parent, step) && stands_in(around, before)),
        [before @ .., step] => (0..around.len()).any(|at| fits(&around[at], step) && stands_in(&around[..at], before)),
    }
}

/// One step: `li.card[lang=vi]`.
fn fits(node: &Handle, step: &str) -> bool {
    let (step, conditions) = step.split_once('[').unwrap_or((step, ""));
    let mut parts = step.split('.');
    let wanted = parts.next().unwrap();
    let classes = attribute(node, "class").unwrap_or_default();
    let conditions = conditions.split('[').map(|condition| condition.trim_end_matches(']')).filter(|condition| !condition.is_empty());
    (wanted.is_empty() || wanted == "*" || wanted == name(node))
        && parts.all(|class| classes.split_whitespace().any(|known| known == class))
        && conditions.map(|condition| condition.split_once('=').unwrap_or((condition, "*"))).all(|(key, value)| match attribute(node, key) {
            Some(known) => value == "*" || known == value,
            None => false,
        })
}

fn name(node: &Handle) -> &str {
    match &node.data {
        NodeData::Element { name, .. } => &name.local,
        _ => "",
    }
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    attributes(node).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn attributes(node: &Handle) -> Vec<(String, String)> {
    match &node.data {
        NodeData::Element { attrs, .. } => attrs.borrow().iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect(),
        _ => Vec::new(),
    }
}

fn add_text(node: &Handle, text: &mut String) {
    if let NodeData::Text { contents } = &node.data {
        text.push_str(&contents.borrow());
    }
    for child in node.children.borrow().iter() {
        add_text(child, text);
    }
}
