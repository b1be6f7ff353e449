import { Fragment, type ReactNode } from 'react';

/** A link, bold words, code, or a bare address, as makers of destinations write them into descriptions. */
const PIECES =
  /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)|<a\s[^>]*href=["'](https?:\/\/[^"']+)["'][^>]*>([^<]*)<\/a>|\*\*([^*]+)\*\*|`([^`]+)`|(https?:\/\/[^\s<>()"'`]+[^\s<>()"'`.,;:!?])/g;
/** Addresses that only show what one looks like. */
const SAMPLE = /example\.|yourdomain|your-|localhost|127\.0\.0\.1/i;
const TAGS = /<\/?(?:b|i|em|strong|p|ul|li|code|span|div)\b[^>]*>/gi;

function Outward({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="link underline underline-offset-2 break-words" href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** A description by the maker of a destination: its Markdown links, bold words and code are shown, everything else is text. */
export function HelpText({ text }: { text: string }) {
  const plain = text.replace(/<br\s*\/?>/gi, ' ').replace(TAGS, '');
  const shown: ReactNode[] = [];
  let end = 0;
  for (const match of plain.matchAll(PIECES)) {
    const [whole, label, link, address, inner, bold, code, bare] = match;
    shown.push(plain.slice(end, match.index));
    end = match.index + whole.length;
    if (link) shown.push(<Outward href={link}>{label}</Outward>);
    else if (address) shown.push(<Outward href={address}>{inner || address}</Outward>);
    else if (bold) shown.push(<strong className="font-medium">{bold}</strong>);
    else if (code) shown.push(<code className="font-mono">{code}</code>);
    else if (bare) shown.push(SAMPLE.test(bare) ? bare : <Outward href={bare}>{bare}</Outward>);
  }
  shown.push(plain.slice(end));
  return shown.map((piece, index) => <Fragment key={index}>{piece}</Fragment>);
}
