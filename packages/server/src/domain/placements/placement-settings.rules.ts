/** What is stored of a placement's kind. */
export type StoredSettings = Readonly<Record<string, unknown>>;

/** The settings of a row, an empty record where there are none. */
export const settingsOf = ({ settings }: { settings: unknown }): StoredSettings =>
  typeof settings === 'object' && settings !== null ? { ...settings } : {};

/** A text of these settings; null where their kind has none. */
export function textSetting(settings: StoredSettings, name: string): string | null {
  const value = settings[name];
  return typeof value === 'string' ? value : null;
}

/** A number of these settings; null where their kind has none. */
export function numberSetting(settings: StoredSettings, name: string): number | null {
  const value = settings[name];
  return typeof value === 'number' ? value : null;
}
