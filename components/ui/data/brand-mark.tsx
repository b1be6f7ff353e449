import Code from 'lucide-react/icons/code';
import ImageIcon from 'lucide-react/icons/image';
import Webhook from 'lucide-react/icons/webhook';
import { brandIcon } from './brand-icons';

const PLAIN = { http: Code, 'http-api': Code, pixel: ImageIcon, webhook: Webhook, webhooks: Webhook };

/**
 * The mark of a source or destination type: its maker's, in one colour; a plain drawing for what has no maker; else a
 * tile with the first letter of its name. Decorative: the name always stands beside it.
 */
export function BrandMark({ type, name, size = 20 }: { type: string; name: string; size?: number }) {
  const box = { width: size, height: size };
  const drawing = Math.round(size * 0.68);
  const Plain = PLAIN[type as keyof typeof PLAIN];
  const icon = brandIcon(type);
  return (
    <span
      aria-hidden
      style={box}
      className="inline-flex shrink-0 items-center justify-center rounded-sm bg-active text-muted"
    >
      {Plain ? (
        <Plain size={drawing} strokeWidth={1.75} />
      ) : icon ? (
        <span
          className="bg-current"
          style={{ width: drawing, height: drawing, mask: `url("${icon}") center / contain no-repeat` }}
        />
      ) : (
        <span className="font-semibold" style={{ fontSize: Math.round(size * 0.55), lineHeight: 1 }}>
          {(/[\p{L}\p{N}]/u.exec(name)?.[0] ?? '?').toUpperCase()}
        </span>
      )}
    </span>
  );
}
