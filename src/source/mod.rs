//! From the disk to texts with places: the only reader of the catalogue's and the theme's files.
//!
//! 1. `tree` finds the files of a folder and reads the texts among them, in parallel.
//! 2. `front_matter` parts a `.md` file into its YAML and its Markdown.
//! 3. `yaml` turns YAML into [`Node`]s that know where they stand.
//!
//! `stream` reads files that are too long for the memory: logs of web servers.

mod front_matter;
mod stream;
mod tree;
mod yaml;

pub use front_matter::{FrontMatter, front_matter};
pub use stream::{stream, unpacked};
pub use tree::{Tree, bytes_of, canonical, exists, files_in, read_bytes, read_one, text_of};
pub use yaml::{Node, NodeValue, parse};
