//! The files that a new dossier begins with.

/// A file and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewFile {
    /// Its path in the dossier.
    pub(super) path: &'static str,
    pub(super) text: String,
}

/// Where released versions of this program lie; empty where that is not settled.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The settings' path. The file is written last: by it a folder is known as a dossier.
pub(super) const SETTINGS: &str = "book.toml";
pub(super) const IGNORED: &str = ".gitignore";
pub(super) const WORKFLOW: &str = ".github/workflows/pages.yml";

/// All files of a new dossier, the settings last.
pub(super) fn files(title: &str, language: &str) -> Vec<NewFile> {
    let index = match language.split('-').next() {
        Some("de") => include_str!("files/index.de.md"),
        _ => include_str!("files/index.en.md"),
    };
    let workflow = include_str!("files/pages.yml");
    let settings = include_str!("files/settings.toml");
    vec![
        file("annotations/register.toml", include_str!("files/register.toml").to_owned()),
        file("annotations/pages/index.md", index.replace("{title}", &yaml(title))),
        file(WORKFLOW, workflow.replace("{repository}", REPOSITORY).replace("{version}", VERSION)),
        file(IGNORED, include_str!("files/gitignore").to_owned()),
        file(
            SETTINGS,
            settings.replace("{language}", &toml(language)).replace("{title}", &toml(title)),
        ),
    ]
}

/// Whether the workflow still lacks the address that the program is installed from.
pub(super) fn workflow_lacks_address() -> bool {
    REPOSITORY.is_empty()
}

fn file(path: &'static str, text: String) -> NewFile {
    NewFile { path, text }
}

/// A string as TOML writes it.
fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A string as YAML writes it: of its styles the double-quoted one is JSON's.
fn yaml(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = "“Q” \"A\" {language} 'b' \\ # x: [y]";

    fn text(path: &str) -> String {
        let all = files(ODD, "de");
        all.into_iter().find(|file| file.path == path).unwrap().text
    }

    #[test]
    fn any_title_is_written_well() {
        let settings: toml::Table = toml::from_str(&text(SETTINGS)).unwrap();
        assert_eq!(settings["book"]["title"].as_str(), Some(ODD));
        assert_eq!(settings["book"]["language"].as_str(), Some("de"));
        let index = text("annotations/pages/index.md");
        let front = index.split("---\n").nth(1).unwrap();
        let front: std::collections::BTreeMap<String, String> =
            serde_saphyr::from_str(front).unwrap();
        assert_eq!(front["title"], ODD);
    }

    #[test]
    fn no_placeholder_is_left() {
        for file in files("A title", "en") {
            let text = file.text.replace("${{", "").replace("permissions: {}", "");
            assert!(!text.contains('{'), "{}: {text}", file.path);
        }
    }

    #[test]
    fn the_example_entries_are_valid_toml() {
        let commented = text("annotations/register.toml");
        assert_eq!(toml::from_str::<toml::Table>(&commented).unwrap().len(), 0);
        let entries: String = commented
            .lines()
            .skip_while(|line| !line.starts_with("# [["))
            .map(|line| line.trim_start_matches('#').to_owned() + "\n")
            .collect();
        assert_eq!(toml::from_str::<toml::Table>(&entries).unwrap().len(), 3);
    }

    #[test]
    fn the_settings_come_last() {
        assert_eq!(files("", "").last().unwrap().path, SETTINGS);
    }
}
