const OURS = [
  'application/vnd.segment.v1+json',
  'application/vnd.segment.v1beta+json',
  'application/vnd.segment.v1alpha+json',
];

/** The content type of the answer: the version of Segment's API that the Accept header names first, else plain JSON. */
export function answerType(accept: string | null): string {
  const wanted = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return wanted.find((type) => type !== undefined && OURS.includes(type)) ?? 'application/json; charset=utf-8';
}
