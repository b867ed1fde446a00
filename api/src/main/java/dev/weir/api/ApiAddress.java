package dev.weir.api;

/**
 * Where a director's API is to be found: the contents of {@code api.json} in its run directory.
 *
 * @param url the API's root, {@code https://127.0.0.1:7474}
 * @param processId the director's process
 */
public record ApiAddress(String url, long processId) {}
