import { expect, type Page } from '@playwright/test';

/** Presses `g` and a letter until `arrived` holds: a machine may be too slow for the two to count as one. */
export async function goBy(page: Page, letter: string, arrived: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await arrived();
  }).toPass();
}
