//! `completions` and `man`, from the same definitions as the command line itself.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::Outcome;
use super::args::Args;
use super::output::Output;

/// Prints a completion script.
pub(super) fn completions(shell: Shell, output: &Output) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "dossier", &mut script);
    print(&script, output)
}

/// Prints the manual page of the program or of one of its commands.
pub(super) fn manual(command: Option<&str>, output: &Output) -> Outcome {
    print(&page(command), output)
}

fn page(name: Option<&str>) -> Vec<u8> {
    let mut all = Args::command();
    // Gives the commands their full names, and adds `help`, which has no page.
    all.build();
    let all = all.mut_subcommand("help", |help| help.hide(true));
    let command = name.and_then(|name| all.find_subcommand(name)).unwrap_or(&all).clone();
    let mut page = Vec::new();
    write_page(command, &mut page).expect("a vector takes every byte");
    page
}

/// The page in the usual order. No date: it would differ from build to build.
fn write_page(command: Command, page: &mut Vec<u8>) -> io::Result<()> {
    let title = command.get_display_name().unwrap_or("dossier").to_uppercase();
    let more = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let has_commands = command.has_subcommands();
    let man = Man::new(command)
        .title(title)
        .source(concat!("dossier ", env!("CARGO_PKG_VERSION")))
        .manual("Dossier");
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    if has_commands {
        man.render_subcommands_section(page)?;
    }
    sections(&more).to_writer(page)
}

/// What stands below the options in the help. A block whose first line ends in a colon is a section
/// of its own, set line by line; the others are paragraphs of the notes.
fn sections(help: &str) -> Roff {
    let mut roff = Roff::new();
    let mut in_notes = false;
    for block in help.split("\n\n") {
        match block.split_once(":\n") {
            Some((heading, lines)) => {
                in_notes = false;
                roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []);
                for line in lines.lines() {
                    roff.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
                }
                roff.control("fi", []);
            }
            None => {
                if !in_notes {
                    roff.control("SH", ["NOTES"]);
                }
                in_notes = true;
                roff.control("PP", []).text([roman(block.replace('\n', " "))]);
            }
        }
    }
    roff
}

fn print(bytes: &[u8], output: &Output) -> Outcome {
    match output.result(bytes) {
        Ok(_) => Outcome::Done,
        Err(error) => {
            output.refuse_to_go_on(&format!("cannot write the result: {error}"));
            Outcome::Failed
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::COMMANDS;

    #[test]
    fn every_command_has_a_page() {
        for name in COMMANDS {
            let page = String::from_utf8(page(Some(name))).unwrap();
            let title = format!(".TH DOSSIER-{} 1", name.to_uppercase());
            assert!(page.contains(&title), "{name}: {page}");
            assert!(page.contains(".SH EXAMPLES\n.nf\ndossier "), "{name}: {page}");
        }
        let main = String::from_utf8(page(None)).unwrap();
        assert!(main.contains(".TH DOSSIER 1") && main.contains(".SH \"EXIT CODES\""), "{main}");
        assert!(!main.contains("help(1)"), "{main}");
        assert!(
            COMMANDS.iter().all(|name| main.contains(&format!("dossier\\-{name}(1)"))),
            "{main}"
        );
    }

    #[test]
    fn every_shell_has_a_script() {
        use clap::ValueEnum;
        for shell in Shell::value_variants() {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "dossier", &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(COMMANDS.iter().all(|name| script.contains(name)), "{shell}");
        }
    }
}
