import { BrandMark } from '@/components/ui/data/brand-mark';
import { RowLink } from '@/components/ui/data/row-link';
import type { SourceUsage } from '@/control-plane/usage/get-usage';

/** The name of a source, as the link to it; a source deleted since is named by its id. */
export function SourceCell({ source, href }: { source: SourceUsage; href: string }) {
  if (source.name === null || source.type === null) {
    return (
      <span className="text-muted">
        Deleted source <span className="font-mono text-xs">{source.sourceId.slice(0, 10)}…</span>
      </span>
    );
  }
  return (
    <span className="flex items-center gap-2">
      <BrandMark type={source.type} name={source.name} />
      <RowLink href={href}>{source.name}</RowLink>
    </span>
  );
}
