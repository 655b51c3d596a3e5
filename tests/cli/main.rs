//! The program as a user meets it: arguments in; exit code, standard output and standard error out.

mod explain;
mod init;
mod program;
mod suggest;
mod usage;
