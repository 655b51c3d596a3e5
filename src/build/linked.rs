//! The line up to the linked dossier, for the tools that look into it and write no page.

use super::redaction::Hiding;
use super::{Progress, Tools, assemble, settings};
use crate::config::{Config, Proposals};
use crate::diagnostic::Diagnostics;
use crate::dossier::{self, Dossier};
use crate::project::Project;

/// Reads, annotates and links everything; `None` where there is nothing to read. What contradicts
/// itself is not looked for.
#[must_use]
pub fn linked(project: &Project, progress: &dyn Progress) -> (Option<Dossier>, Diagnostics) {
    with(project, None, progress)
}

/// The same with another answer to what becomes of names that the register lacks.
pub(super) fn with(
    project: &Project,
    proposals: Option<Proposals>,
    progress: &dyn Progress,
) -> (Option<Dossier>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut hiding = Hiding::default();
    let tools = Tools::watched(progress);
    let dossier = settings(project, &mut diagnostics).and_then(|config| {
        let levels = config.levels.clone();
        let proposals = proposals.or(config.proposals);
        let config = Config { proposals, ..config };
        let (parts, _) =
            assemble::parts(project, config, None, None, tools, &mut hiding, &mut diagnostics)?;
        diagnostics = std::mem::take(&mut diagnostics).at_levels(&levels, false);
        Some(dossier::link(parts))
    });
    let mut diagnostics = hiding.mask(diagnostics, project.files());
    diagnostics.sort();
    (dossier, diagnostics)
}
