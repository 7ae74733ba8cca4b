//! What the tests of this module protect is said at each of them.
