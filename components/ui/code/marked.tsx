/** Text with every occurrence of `search` marked, whatever its case. Nothing is marked for an empty search. */
export function Marked({ text, search }: { text: string; search: string }) {
  const needle = search.toLowerCase();
  if (!needle) return text;
  const hay = text.toLowerCase();
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, from)) {
    parts.push(
      text.slice(from, at),
      <mark key={at} className="rounded-xs bg-retrying-tint text-inherit outline outline-retrying-mark">
        {text.slice(at, at + needle.length)}
      </mark>,
    );
    from = at + needle.length;
  }
  return [...parts, text.slice(from)];
}
