import Braces from 'lucide-react/icons/braces';
import Code from 'lucide-react/icons/code';
import FolderUp from 'lucide-react/icons/folder-up';
import ImageIcon from 'lucide-react/icons/image';
import Repeat from 'lucide-react/icons/repeat-2';
import type { CSSProperties } from 'react';
import { brandIcon } from './brand-icons';
import { monogram } from './monogram';

const PLAIN = {
  http: Code,
  'http-api': Code,
  'http-request': Braces,
  pixel: ImageIcon,
  repeater: Repeat,
  sftp: FolderUp,
};
/** Below this size, in pixels, two letters cannot be read. */
const ROOM_FOR_TWO = 24;

function Letters({ name, size }: { name: string; size: number }) {
  const { letters, hue } = monogram(name);
  const two = size >= ROOM_FOR_TWO;
  const style = {
    fontSize: Math.round(size * (two ? 0.42 : 0.55)),
    lineHeight: 1,
    color: `light-dark(oklch(0.47 0.12 ${hue}), oklch(0.82 0.1 ${hue}))`,
  };
  return (
    <span className="font-semibold" style={style}>
      {two ? letters : letters.slice(0, 1)}
    </span>
  );
}

/**
 * The mark of a source or destination type: its maker's, from the sprite; a plain drawing for what has no maker; else
 * letters in a colour of their own. Decorative: the name always stands beside it.
 */
export function BrandMark({ type, name, size = 20 }: { type: string; name: string; size?: number }) {
  const box: CSSProperties = { width: size, height: size };
  const mark = Math.round(size * 0.7);
  const Plain = PLAIN[type as keyof typeof PLAIN];
  const icon = brandIcon(type);
  return (
    <span
      aria-hidden
      style={box}
      className="inline-flex shrink-0 items-center justify-center rounded-sm border border-strong bg-raised text-muted"
    >
      {Plain ? (
        <Plain size={Math.round(size * 0.62)} strokeWidth={1.75} />
      ) : icon ? (
        <svg width={mark} height={mark}>
          <use href={`/brand-marks#${icon}`} />
        </svg>
      ) : (
        <Letters name={name} size={size} />
      )}
    </span>
  );
}
