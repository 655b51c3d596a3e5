//! Training: annotated texts and tables of words in, a model file out.
//!
//! The command's arguments and the files they name come in; out come the bytes of a language's
//! model file and a report. The same files give the same bytes. Nothing here is part of the
//! program that reads documents: the feature `training` turns it on.

mod corpus;
mod crf;
mod export;
mod problem;
mod resources;
mod score;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use self::corpus::{Sentence, Text};
use self::problem::Problem;
use self::resources::Resources;
use self::score::Counts;
use super::file::Model;

/// What the command takes.
pub const USAGE: &str = "\
train-names: makes a language's model of names

  --train FILE        annotated texts whose guidelines the model follows
  --aside FILE        further texts to learn from, under guidelines of their own
  --share PERCENT     how far the model follows the guidelines of the last --aside, in place of the
                      --train texts
  --clusters FILE     JSON object: word to cluster
  --further FILE      the same for a further language
  --frequencies FILE  JSON object: word to logarithm of its share of a large text
  --list FILE         names, one a line; each list tells a kind
  --genitive ENDING   what a name's genitive ends in
  --test FILE         annotated texts to score the model on
  --folds N           cross-validation over the training texts, before anything else
  --out FILE          where to write the model

Each but --genitive, --folds, --out and the tables may be given several times.";

/// The set of texts whose guidelines the model mainly follows; each file that is learnt from beside
/// it is a further one.
const OWN: usize = 0;

/// A file of annotated texts.
struct File {
    path: String,
    set: usize,
    texts: Vec<Text>,
}

/// What the arguments say.
#[derive(Default)]
struct Arguments {
    resources: Resources,
    training: Vec<File>,
    tests: Vec<File>,
    /// How far the model follows each set but the first, whose share is the rest.
    shares: Vec<f32>,
    ending: String,
    folds: usize,
    out: Option<String>,
}

/// What is to be written: a path, and its contents.
pub type Output = (String, Vec<u8>);

/// Runs the command with `arguments`; `read` gives the contents of the files they name. What is to
/// be written comes back, as path and contents; `report` is told the rest.
///
/// # Errors
///
/// An argument or a file that cannot be understood, or a report that cannot be written.
pub fn run(
    arguments: &[String],
    read: &dyn Fn(&str) -> io::Result<String>,
    report: &mut dyn Write,
) -> Result<Option<Output>, Box<dyn std::error::Error>> {
    let arguments = Arguments::read(arguments, read)?;
    let words = arguments.resources.words();
    let base = export::words(&words, &arguments.ending);
    writeln!(report, "{} words, {} bytes", words.len(), base.len())?;
    let model = Model::read(&base).ok_or("the tables of words make no model")?;
    let sentences = arguments.sentences();
    if sentences.is_empty() {
        return Err("there is nothing to learn from: name texts with --train".into());
    }
    let labelled: Vec<(usize, &Sentence)> = sentences
        .iter()
        .map(|&(file, _, sentence)| (arguments.training[file].set, sentence))
        .collect();
    let problem = Problem::new(&labelled, &model);
    let counts = [sentences.len(), problem.labels.len(), problem.keys.len()];
    writeln!(report, "{} sentences, {} tokens, {} features", counts[0], counts[1], counts[2])?;
    for (file, counts) in arguments.cross_validate(&base, &problem, &sentences) {
        writeln!(report, "held out  {}: {counts}", file.path)?;
    }
    if arguments.tests.is_empty() && arguments.out.is_none() {
        return Ok(None);
    }
    let all: Vec<usize> = (0..sentences.len()).collect();
    let weights = crf::fit(&problem, &all);
    let bytes = export::features(&base, &problem, &weights, &arguments.shares());
    writeln!(report, "{} bytes", bytes.len())?;
    let model = Model::read(&bytes).ok_or("the model cannot be read back")?;
    for file in &arguments.tests {
        let mut counts = Counts::default();
        file.texts.iter().for_each(|text| counts.add(model, text));
        writeln!(report, "test      {}: {counts}", file.path)?;
    }
    Ok(arguments.out.map(|path| (path, bytes)))
}

impl Arguments {
    fn read(
        arguments: &[String],
        read: &dyn Fn(&str) -> io::Result<String>,
    ) -> Result<Self, Box<dyn std::error::Error>> {
        let mut made = Self::default();
        for pair in arguments.chunks(2) {
            let [name, value] = pair else { return Err(USAGE.into()) };
            made.take(name, value, read).map_err(|error| format!("{name} {value}: {error}"))?;
        }
        Ok(made)
    }

    fn take(
        &mut self,
        name: &str,
        value: &str,
        read: &dyn Fn(&str) -> io::Result<String>,
    ) -> Result<(), Box<dyn std::error::Error>> {
        let texts = |set: usize| -> Result<File, Box<dyn std::error::Error>> {
            Ok(File { path: value.to_owned(), set, texts: corpus::read(&read(value)?)? })
        };
        match name {
            "--train" => self.training.push(texts(OWN)?),
            "--aside" => {
                self.shares.push(0.0);
                self.training.push(texts(OWN + self.shares.len())?);
            }
            "--share" => {
                let percent: f32 = value.parse()?;
                *self.shares.last_mut().ok_or("no --aside before it")? = percent / 100.0;
            }
            "--test" => self.tests.push(texts(OWN)?),
            "--clusters" => self.resources.clusters = serde_json::from_str(&read(value)?)?,
            "--further" => self.resources.further = serde_json::from_str(&read(value)?)?,
            "--frequencies" => self.resources.frequencies = serde_json::from_str(&read(value)?)?,
            "--list" => {
                self.resources.lists.push(read(value)?.lines().map(str::to_owned).collect());
            }
            "--genitive" => value.clone_into(&mut self.ending),
            "--folds" => self.folds = value.parse()?,
            "--out" => self.out = Some(value.to_owned()),
            _ => return Err(USAGE.into()),
        }
        Ok(())
    }

    /// The training sentences, each with the places of its file and of its text in the file.
    fn sentences(&self) -> Vec<(usize, usize, &Sentence)> {
        let mut sentences = Vec::new();
        for (file, File { texts, .. }) in self.training.iter().enumerate() {
            for (place, text) in texts.iter().enumerate() {
                sentences.extend(text.sentences.iter().map(|sentence| (file, place, sentence)));
            }
        }
        sentences
    }

    /// How far the model follows each set.
    fn shares(&self) -> Vec<f32> {
        let own = 1.0 - self.shares.iter().sum::<f32>();
        std::iter::once(own).chain(self.shares.iter().copied()).collect()
    }

    /// How each training file fares where every text is labelled by a model that has not seen it.
    fn cross_validate(
        &self,
        base: &[u8],
        problem: &Problem,
        sentences: &[(usize, usize, &Sentence)],
    ) -> Vec<(&File, Counts)> {
        let files = self.training.iter().filter(|_| self.folds > 0);
        let mut scores: Vec<(&File, Counts)> =
            files.map(|file| (file, Counts::default())).collect();
        for fold in 0..self.folds {
            let seen = |&number: &usize| sentences[number].1 % self.folds != fold;
            let chosen: Vec<usize> = (0..sentences.len()).filter(seen).collect();
            let weights = crf::fit(problem, &chosen);
            let bytes = export::features(base, problem, &weights, &self.shares());
            let Some(model) = Model::read(&bytes) else { continue };
            for (file, counts) in &mut scores {
                let unseen = file.texts.iter().skip(fold).step_by(self.folds);
                unseen.for_each(|text| counts.add(model, text));
            }
        }
        scores
    }
}
