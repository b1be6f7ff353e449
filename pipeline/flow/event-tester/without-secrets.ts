import type { RedactText } from '@/platform/outbound-http/redact';
import type { ConditionPart } from '../../filter/explain-condition';
import type { EventTest, MappingRun, TestVerdict } from './event-test';
import { redactJson } from './redact-json';

function ofPart(part: ConditionPart, redact: RedactText): ConditionPart {
  const found = part.found.map(({ path, value }) => ({ path, value: redactJson(value, redact) }));
  return { ...part, text: redact(part.text), found, parts: part.parts.map((one) => ofPart(one, redact)) };
}

function ofVerdict(verdict: TestVerdict | null, redact: RedactText): TestVerdict | null {
  if (verdict === null || verdict.kind === 'delivered') return verdict;
  return { ...verdict, message: redact(verdict.message) };
}

function ofRun(run: MappingRun, redact: RedactText): MappingRun {
  return {
    ...run,
    payload: redactJson(run.payload, redact),
    problems: run.problems.map(({ path, message }) => ({ path, message: redact(message) })),
    verdict: ofVerdict(run.verdict, redact),
  };
}

/** A test without the secrets that may stand in the event, in what was made of it, or in what was said about it. */
export function withoutSecrets(test: EventTest, redact: RedactText): EventTest {
  return {
    ...test,
    received: redactJson(test.received, redact),
    sent: redactJson(test.sent, redact),
    steps: test.steps.map((step) => ({ ...step, message: redact(step.message) })),
    mappings: test.mappings.map((mapping) => ({
      ...mapping,
      triggerProblem: mapping.triggerProblem && redact(mapping.triggerProblem),
      why: mapping.why && ofPart(mapping.why, redact),
      run: mapping.run && ofRun(mapping.run, redact),
    })),
    outcome: test.outcome && { ...test.outcome, detail: test.outcome.detail && redact(test.outcome.detail) },
  };
}
