package dev.intercomconnector.intercomdouble.search;

/** A field and one exact value of it, under which the index can find things without a scan. */
public record Term(String field, String value) {}
