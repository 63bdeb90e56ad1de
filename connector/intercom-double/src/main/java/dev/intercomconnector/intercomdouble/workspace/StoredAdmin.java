package dev.intercomconnector.intercomdouble.workspace;

/** A teammate; the id is a string of digits. */
public record StoredAdmin(String id, String name, String email) {}
