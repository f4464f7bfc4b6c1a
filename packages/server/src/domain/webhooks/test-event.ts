/** Type of the event that a test sends: to one endpoint, outside of the order, once. */
export const TEST_EVENT = 'webhook_endpoint.tested';
