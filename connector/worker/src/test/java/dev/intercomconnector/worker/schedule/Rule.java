package dev.intercomconnector.worker.schedule;

import static dev.intercomconnector.worker.schedule.Fault.COMMAND_LATE;
import static dev.intercomconnector.worker.schedule.Fault.CRASH;
import static dev.intercomconnector.worker.schedule.Fault.LOOK_UP_FAILS;
import static dev.intercomconnector.worker.schedule.Fault.NO_CONNECTION;
import static dev.intercomconnector.worker.schedule.Fault.SEND_ANSWER_LOST;
import static dev.intercomconnector.worker.schedule.Fault.SEND_BREAKS_OFF;
import static dev.intercomconnector.worker.schedule.Fault.SUSPENDED;
import static dev.intercomconnector.worker.schedule.Fault.TOKEN_REFUSED;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intercomconnector.task.SendResolution;
import dev.intercomconnector.worker.job.CommandAnswer;
import dev.intercomconnector.worker.job.EngineCommands;
import dev.intercomconnector.worker.job.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rules of the send marker, each with what the worker does without it: it is changed from
 * outside, at what it is given and at what it sends.
 */
enum Rule {
  WHAT_WAS_NOT_EXECUTED_IS_NAMED_NOT_ERASED(one(3, 1, LOOK_UP_FAILS, COMMAND_LATE, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          variables.remove(NOT_EXECUTED);
          variables.put(MARKER, NullNode.getInstance());
        }
      };
    }
  },
  A_REPEATED_MARKER_IS_AN_ATTEMPT_OF_ITS_OWN(one(3, 1, COMMAND_LATE, NO_CONNECTION, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new SameAttempt(real, world);
    }
  },
  ONLY_A_CONFIRMED_MARKER_IS_NAMED(one(3, 1, COMMAND_LATE, SUSPENDED, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          if (!world.delivery().attempt.isEmpty() && world.delivery().heard.isEmpty()) {
            variables.put(NOT_EXECUTED, named(world));
          }
        }
      };
    }
  },
  THE_REQUEST_NEEDS_A_LEASE(one(3, 0, SUSPENDED)) {
    @Override
    Job handled(Job job) {
      return leased(job, LONG_AFTER, LONG_AFTER);
    }
  },
  A_FAIL_NEEDS_A_LEASE(one(4, 1, SEND_BREAKS_OFF, SUSPENDED)) {
    @Override
    Job ended(Job job) {
      return leased(job, job.lease().from(), LONG_AFTER);
    }
  },
  THE_MARKER_IS_CONFIRMED_BEFORE_THE_REQUEST(one(2, 0, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedCommands(real, world) {
        @Override
        public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
          if (!variables.containsKey(MARKER)) {
            return super.setLocal(elementInstanceKey, variables);
          }
          world.late.add(
              new Late(
                  "the marker, which nobody waited for",
                  "marker" + elementInstanceKey,
                  false,
                  world.now(),
                  () -> world.engine.setLocal(elementInstanceKey, variables)));
          return CommandAnswer.TAKEN;
        }
      };
    }
  },
  A_LIVE_MARKER_STOPS_A_SEND(one(2, 0, CRASH)) {
    @Override
    Job handled(Job job) {
      return withVariables(job, variables -> variables.remove(MARKER));
    }
  },
  A_FAIL_NEVER_CARRIES_THE_MARKER(one(4, 1, NO_CONNECTION, COMMAND_LATE, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          variables.putAll(world.delivery().marker);
        }
      };
    }
  },
  A_DELIVERY_NAMES_ONLY_ITS_OWN_ATTEMPT(one(3, 0, CRASH)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          var found = world.delivery().activation.variables().get(MARKER);
          if (found != null && world.delivery().attempt.isEmpty()) {
            variables.put(
                NOT_EXECUTED,
                Map.of(
                    "jobKey", found.path("jobKey"), "attemptId", found.path("attemptId").asText()));
          }
        }
      };
    }
  },
  A_REFUSED_COMPLETION_IS_FOLLOWED_BY_SENT(one(4, 0, LOOK_UP_FAILS, COMMAND_LATE)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new WithoutSent(real, world);
    }
  },
  A_FAILURE_AFTER_A_SUCCESS_IS_PRECEDED_BY_SENT(
      Scenario.byEmail(2).withBrokenExpression().onlyWith(3, 1, Set.of())) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new WithoutSent(real, world);
    }
  },
  SENT_HAS_A_VARIABLE_OF_ITS_OWN(one(3, 1, TOKEN_REFUSED, SUSPENDED, COMMAND_LATE)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedCommands(real, world) {
        @Override
        public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
          Object sent = variables.get(SENT);
          return super.setLocal(
              elementInstanceKey, sent == null ? variables : Map.of(MARKER, sent));
        }
      };
    }
  },
  AN_UNKNOWN_OUTCOME_IS_NEVER_NAMED(one(3, 1, SEND_ANSWER_LOST)) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          if (world.delivery().heard.equals("unknown")) {
            variables.put(NOT_EXECUTED, named(world));
          }
        }
      };
    }
  },
  A_MARKER_COUNTS_ONLY_WHILE_THE_JOB_IS_FRESH(
      Scenario.byEmail(2).afterLateDelivery().onlyWith(3, 0, Set.of(SUSPENDED))) {
    @Override
    Job handled(Job job) {
      return leased(job, LONG_AFTER, job.lease().until());
    }
  },
  A_MARKER_THAT_IS_CONFIRMED_TOO_LATE_IS_NOT_NAMED(
      Scenario.byEmail(2).afterLateDelivery().onlyWith(3, 0, Set.of(SUSPENDED, CRASH))) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedFails(real, world) {
        @Override
        void change(Map<String, Object> variables) {
          if (!world.delivery().attempt.isEmpty() && world.delivery().heard.isEmpty()) {
            variables.put(NOT_EXECUTED, named(world));
          }
        }
      };
    }
  },
  A_JOB_IS_GIVEN_BACK_FOR_TEN_SECONDS_AT_LEAST(
      Scenario.byEmail(3).onlyWith(3, 0, Set.of(LOOK_UP_FAILS, COMMAND_LATE, SUSPENDED))) {
    @Override
    EngineCommands commands(EngineCommands real, World world) {
      return new ChangedCommands(real, world) {
        @Override
        public CommandAnswer fail(
            long jobKey,
            int retries,
            Duration backoff,
            String message,
            Map<String, Object> variables) {
          return super.fail(jobKey, retries, Duration.ofSeconds(1), message, variables);
        }
      };
    }
  },
  A_WORD_COUNTS_FOR_THE_ATTEMPT_THAT_IT_NAMES(one(4, 2, SEND_BREAKS_OFF, SEND_ANSWER_LOST)) {
    @Override
    Job handled(Job job) {
      return withVariables(
          job,
          variables -> {
            if (variables.path(SendResolution.VARIABLE) instanceof ObjectNode word) {
              word.set("attemptId", variables.path(MARKER).path("attemptId"));
            }
          });
    }
  };

  static final String MARKER = "intercomSend";
  static final String SENT = "intercomSent";
  static final String NOT_EXECUTED = "intercomNotSent";
  private static final Instant LONG_AFTER = World.START.plus(Duration.ofDays(365));

  /** In which the rule is needed. */
  @SuppressWarnings("ImmutableEnumChecker") // A record of records and lists that nobody changes.
  final Scenario scenario;

  Rule(Scenario scenario) {
    this.scenario = scenario;
  }

  /** The commands as they are sent without the rule. */
  EngineCommands commands(EngineCommands real, World world) {
    return real;
  }

  /** The job as the handler takes it without the rule. */
  Job handled(Job job) {
    return job;
  }

  /** The job as its end is sent without the rule. */
  Job ended(Job job) {
    return job;
  }

  private static Scenario one(int deliveries, int operators, Fault... faults) {
    return Scenario.byEmail(2).onlyWith(deliveries, operators, Set.of(faults));
  }

  private static Job leased(Job job, Instant from, Instant until) {
    return new Job(
        job.key(),
        job.elementInstanceKey(),
        job.processInstanceKey(),
        job.retries(),
        job.task(),
        new Job.Lease(from, until),
        job.variables());
  }

  private interface Change {
    void of(ObjectNode variables);
  }

  private static Job withVariables(Job job, Change change) {
    ObjectNode variables = job.variables().deepCopy();
    change.of(variables);
    return new Job(
        job.key(),
        job.elementInstanceKey(),
        job.processInstanceKey(),
        job.retries(),
        job.task(),
        job.lease(),
        variables);
  }

  /** Says of the last attempt that it was not executed. */
  private static Map<String, Object> named(World world) {
    return Map.of(
        "jobKey", world.delivery().activation.job().key, "attemptId", world.delivery().attempt);
  }

  /** Other variables of each fail command. */
  private abstract static class ChangedFails extends ChangedCommands {

    ChangedFails(EngineCommands real, World world) {
      super(real, world);
    }

    abstract void change(Map<String, Object> variables);

    @Override
    public CommandAnswer fail(
        long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
      Map<String, Object> changed = new TreeMap<>(variables);
      change(changed);
      return super.fail(jobKey, retries, backoff, message, changed);
    }
  }

  /** Nobody is told of a success but by the completion. */
  private static final class WithoutSent extends ChangedCommands {

    WithoutSent(EngineCommands real, World world) {
      super(real, world);
    }

    @Override
    public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
      return variables.containsKey(SENT)
          ? CommandAnswer.TAKEN
          : super.setLocal(elementInstanceKey, variables);
    }
  }

  /** All marker writes of a delivery have the id of the first. */
  private static final class SameAttempt extends ChangedCommands {

    private final Map<ModelDelivery, String> first = new HashMap<>();

    SameAttempt(EngineCommands real, World world) {
      super(real, world);
    }

    @Override
    public CommandAnswer setLocal(long elementInstanceKey, Map<String, Object> variables) {
      return super.setLocal(elementInstanceKey, same(variables));
    }

    @Override
    public CommandAnswer fail(
        long jobKey, int retries, Duration backoff, String message, Map<String, Object> variables) {
      return super.fail(jobKey, retries, backoff, message, same(variables));
    }

    private Map<String, Object> same(Map<String, Object> variables) {
      Map<String, Object> changed = new TreeMap<>(variables);
      for (String name : Set.of(MARKER, SENT, NOT_EXECUTED)) {
        if (variables.get(name) instanceof Map<?, ?> said) {
          Map<Object, Object> renamed = new HashMap<>(said);
          renamed.put(
              "attemptId",
              first.computeIfAbsent(
                  world.delivery(), delivery -> String.valueOf(said.get("attemptId"))));
          changed.put(name, renamed);
        }
      }
      return changed;
    }
  }
}
