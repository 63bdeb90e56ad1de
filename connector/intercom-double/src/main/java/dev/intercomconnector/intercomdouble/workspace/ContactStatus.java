package dev.intercomconnector.intercomdouble.workspace;

/** Whether a contact can still be reached under its id. */
public sealed interface ContactStatus {
  /** The normal case. */
  record Active() implements ContactStatus {}

  /** Put away; comes back by being unarchived. */
  record Archived() implements ContactStatus {}

  /** Gone into another contact, for good. */
  record MergedInto(String contactId) implements ContactStatus {}
}
