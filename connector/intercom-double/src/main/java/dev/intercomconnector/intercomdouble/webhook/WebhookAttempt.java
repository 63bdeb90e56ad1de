package dev.intercomconnector.intercomdouble.webhook;

/**
 * One attempt to deliver a notification.
 *
 * @param notification its id
 * @param attempt from 1
 * @param status what the receiver answered; 0 where it did not
 */
public record WebhookAttempt(String notification, String topic, int attempt, int status) {
  boolean isTaken() {
    return status >= 200 && status < 300;
  }
}
