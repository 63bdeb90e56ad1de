package dev.intercomconnector.intercomdouble.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation at one moment: what started it, whom it is with and what followed.
 *
 * @param id a string of digits
 * @param source the message that started it; several conversations may share one
 * @param createdAt epoch seconds
 * @param updatedAt epoch seconds
 * @param parts oldest first, without the source
 */
public record StoredConversation(
    String id,
    StoredMessage source,
    String contactId,
    long createdAt,
    long updatedAt,
    State state,
    boolean read,
    @Nullable Long adminAssigneeId,
    @Nullable String title,
    ObjectNode customAttributes,
    List<Part> parts) {

  public boolean isOpen() {
    return state != State.CLOSED;
  }

  public boolean startedByContact() {
    return !source.sender().isAdmin();
  }

  /** Adds a step; the conversation takes over its time and its state. */
  public StoredConversation withPart(Part part, boolean nowRead) {
    List<Part> more = new ArrayList<>(parts);
    more.add(part);
    return new StoredConversation(
        id,
        source,
        contactId,
        createdAt,
        part.createdAt(),
        part.state(),
        nowRead,
        adminAssigneeId,
        title,
        customAttributes,
        List.copyOf(more));
  }

  public StoredConversation withAssignee(@Nullable Long adminId, long now) {
    return changed(contactId, state, read, adminId, title, customAttributes, now);
  }

  public StoredConversation withContact(String changed, long now) {
    return changed(changed, state, read, adminAssigneeId, title, customAttributes, now);
  }

  public StoredConversation withState(State changed, long now) {
    return changed(contactId, changed, read, adminAssigneeId, title, customAttributes, now);
  }

  public StoredConversation withRead(boolean changed, long now) {
    return changed(contactId, state, changed, adminAssigneeId, title, customAttributes, now);
  }

  public StoredConversation withTitle(@Nullable String changed, long now) {
    return changed(contactId, state, read, adminAssigneeId, changed, customAttributes, now);
  }

  /** Adds to the custom attributes, replacing those of the same name. */
  public StoredConversation withMoreAttributes(ObjectNode more, long now) {
    ObjectNode merged = customAttributes.deepCopy();
    merged.setAll(more);
    return changed(contactId, state, read, adminAssigneeId, title, merged, now);
  }

  private StoredConversation changed(
      String contact,
      State nextState,
      boolean nextRead,
      @Nullable Long assignee,
      @Nullable String nextTitle,
      ObjectNode attributes,
      long now) {
    return new StoredConversation(
        id,
        source,
        contact,
        createdAt,
        now,
        nextState,
        nextRead,
        assignee,
        nextTitle,
        attributes,
        parts);
  }
}
