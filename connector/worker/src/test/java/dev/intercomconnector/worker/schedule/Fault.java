package dev.intercomconnector.worker.schedule;

/** What can go wrong. */
enum Fault {
  /** The engine executes a command, and its answer does not arrive. */
  ANSWER_LOST,
  /** A command hangs on its way, and arrives at any later moment or never. */
  COMMAND_LATE,
  /** The engine is too busy for a command. */
  TURNED_AWAY,
  /** The engine does not know the worker's token for now. */
  NOT_ALLOWED,
  LOOK_UP_FAILS,
  TOKEN_REFUSED,
  /** The message is stored, and nobody knows. */
  SEND_ANSWER_LOST,
  /** The message is not stored, and nobody knows. */
  SEND_BREAKS_OFF,
  /** The request hangs on its way, and is stored at any later moment or never. */
  SEND_LATE,
  NO_CONNECTION,
  RATE_LIMIT,
  REJECTED,
  /** Intercom's search does not show the newest yet. */
  NOT_FINDABLE,
  SEARCH_FAILS,
  /** The process ends without a word and is started again. */
  CRASH,
  /** The process stands still until it goes on, for any time. */
  SUSPENDED
}
