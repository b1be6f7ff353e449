import { Fragment } from 'react';

const LINK = /\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)|`([^`]+)`|\*\*([^*]+)\*\*/g;

/** What a definition says about a field: its links and its code, everything else as text. */
export function Description({ text }: { text: string }) {
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(at, match.index));
    const [, label, href, code, strong] = match;
    if (href) {
      parts.push(
        <a href={href} target="_blank" rel="noreferrer" className="link">
          {label}
        </a>,
      );
    } else if (code) parts.push(<code className="font-mono">{code}</code>);
    else parts.push(strong);
    at = match.index + match[0].length;
  }
  parts.push(text.slice(at));
  return (
    <p className="max-w-[72ch] text-xs break-words whitespace-pre-line text-muted">
      {parts.map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </p>
  );
}
