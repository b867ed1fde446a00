package dev.weir.cli;

/** How a command prints what it has to say. */
enum Output {
    /** For people. */
    TABLE,
    /** For programs: the API's own records. */
    JSON
}
