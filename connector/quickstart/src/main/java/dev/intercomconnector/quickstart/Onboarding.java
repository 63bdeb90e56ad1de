package dev.intercomconnector.quickstart;

import java.time.Instant;

/**
 * A scenario that is under way.
 *
 * @param contactId the contact in the double's workspace
 * @param processInstance its key in the engine
 * @param started when it was asked for
 */
record Onboarding(
    OnboardingScenario scenario, String contactId, long processInstance, Instant started) {}
