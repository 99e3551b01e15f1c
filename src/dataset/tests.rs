//! The same values in every format.
