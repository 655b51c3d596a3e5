//! The program as a user meets it: arguments in; exit code, standard output and standard error out.

mod copies;
mod diff;
mod explain;
mod import;
mod init;
mod mv;
mod new;
mod program;
mod suggest;
mod trace;
mod usage;
