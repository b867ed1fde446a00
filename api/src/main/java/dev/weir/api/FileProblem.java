package dev.weir.api;

/**
 * Something wrong in a cluster file.
 *
 * @param file the file's name as the asker gave it
 * @param line from 1
 * @param column from 1
 * @param message what is wrong
 * @param rendered the whole of it as an operator reads it: position, message, the line, a caret, the mend
 */
public record FileProblem(String file, int line, int column, String message, String rendered) {}
