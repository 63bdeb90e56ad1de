package dev.intercomconnector.intercomdouble.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intercomconnector.intercomdouble.json.Json;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  @Test
  void answers_are_kept_of_the_newest_requests_only() {
    Ledger ledger = new Ledger(InstantSource.system(), 1_000);
    for (int request = 1; request <= 300; request++) {
      ledger
          .arrived("GET", "/me", null, Map.of(), true)
          .answer(Json.object().put("number", request));
    }

    assertThat(ledger.answer(300)).contains(Json.object().put("number", 300));
    assertThat(ledger.answer(101)).isPresent();
    assertThat(ledger.answer(100)).isEmpty();
    assertThat(ledger.entries()).hasSize(300);
    ledger.clear();
    assertThat(ledger.answer(300)).isEmpty();
  }
}
