package dev.intercomconnector.intercomdouble.workspace;

/**
 * How a workspace calls itself in GET /me.
 *
 * @param idCode the workspace's id, such as {@code sandbox1}
 * @param region the region's name as Intercom gives it, such as {@code Europe}
 */
public record App(String idCode, String name, String region) {}
