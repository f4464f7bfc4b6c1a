/** Stands where a merchant's id stands, for rows and events of the installation itself. */
export const INSTALLATION = '*';
