import Link from 'next/link';
import type { ComponentProps } from 'react';
import { buttonStyle, type ButtonSize, type ButtonVariant } from './button-style';

/** A link that looks like a button: for going somewhere, as opposed to doing something. */
export function LinkButton({
  variant = 'default',
  size = 'md',
  className,
  ...rest
}: ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize }) {
  return <Link {...rest} className={buttonStyle(variant, size, className)} />;
}
