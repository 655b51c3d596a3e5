//! The program as a user meets it: arguments in; exit code, standard output and standard error out.

mod copies;
mod explain;
mod init;
mod program;
mod suggest;
mod trace;
mod usage;
