import X from 'lucide-react/icons/x';
import Link from 'next/link';

/** A restriction of a list that the URL names; choosing it lifts it. */
export function FilterToken({ words, href }: { words: string; href: string }) {
  return (
    <Link
      href={href}
      aria-label={`${words}: show all`}
      className="inline-flex h-control-sm items-center gap-1.5 rounded-sm bg-active px-2 text-xs text-muted hover:text-default"
    >
      {words} <X className="size-3" aria-hidden />
    </Link>
  );
}
