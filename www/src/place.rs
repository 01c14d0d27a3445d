//! The directories: the sources, Cargo's build directory, and the finished site.

use std::path::{Path, PathBuf};

/// The directories of the repository.
#[derive(Clone, Debug)]
pub struct Place {
    /// The repository: the root package's folder.
    pub root: PathBuf,
    /// Cargo's build directory, with everything that can be generated again.
    pub target: PathBuf,
    /// The finished site.
    pub dist: PathBuf,
}

impl Place {
    /// Finds the directories of the repository this program was built from.
    pub fn find() -> Place {
        // Cargo sets the variable when it runs a program or a test. The path at compile time may be
        // that of another copy of the repository, or from before a move.
        let www = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let www = www.filter(|folder| folder.join("page").is_dir());
        let www = www.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        let root = www.parent().unwrap_or(&www).to_path_buf();
        let target = target_of_this_program().unwrap_or_else(|| root.join("target"));
        Place { dist: root.join("dist"), target, root }
    }

    /// The page's sources.
    pub fn page(&self) -> PathBuf {
        self.root.join("www/page")
    }

    /// The files of the npm package that are written by hand.
    pub fn package(&self) -> PathBuf {
        self.root.join("www/pkg")
    }
}

/// The build directory with this program, found by Cargo's tag file, since it may be configured.
fn target_of_this_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf)
}
