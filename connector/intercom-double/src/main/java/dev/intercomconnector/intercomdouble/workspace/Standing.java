package dev.intercomconnector.intercomdouble.workspace;

/** Whether a contact can still be reached under its id. */
public sealed interface Standing {
  /** The normal case. */
  record Active() implements Standing {}

  /** Put away; comes back by being unarchived. */
  record Archived() implements Standing {}

  /** Gone into another contact, for good. */
  record MergedInto(String contactId) implements Standing {}
}
