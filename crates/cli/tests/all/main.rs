//! The command line as its users meet it, in one program: one link, and as many at once as there are cores.

mod command_line;
mod record;
mod share;
mod sweep;
mod terminal;
