package dev.intercomconnector.sandbox.intercom.workspace;

/** A teammate; the id is a string of digits. */
public record Admin(String id, String name, String email) {}
