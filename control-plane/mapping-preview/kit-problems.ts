import type { MappingPreview } from '@/catalog/destinations/run/contract';

type Problem = MappingPreview['problems'][number];

/** Where the mapping kit says it is, and what: "/url/@replace/pattern should be a string". */
const AT = /^\/(\S*) (should.*|has.*|shouldn't.*)$/;

function problemOf(line: string): Problem {
  const words = line.replace(/^\w*Error: /, '');
  const [, place, said] = AT.exec(words) ?? [];
  if (place === undefined || said === undefined) return { path: '', message: words };
  const steps = place.split('/').filter((step) => step !== '');
  const directive = steps.findIndex((step) => step.startsWith('@'));
  const path = (directive < 0 ? steps : steps.slice(0, directive)).join('.');
  const within = directive < 0 ? '' : steps.slice(directive).join(' ');
  return { path, message: `${within === '' ? 'The mapping' : within} ${said}` };
}

/**
 * What the mapping kit says of a mapping that it cannot run, as problems of fields. It joins several in one message,
 * with the stacks of its own code, which are nobody's business.
 */
export function spelledOut(problems: readonly Problem[]): Problem[] {
  return problems.flatMap((problem) => {
    if (problem.path !== '') return [problem];
    const lines = problem.message
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^at /.test(line));
    return lines.length === 0 ? [] : lines.map(problemOf);
  });
}
