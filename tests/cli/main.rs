//! The program as a user meets it: arguments in; exit code, standard output and standard error out.

mod init;
mod program;
mod usage;
