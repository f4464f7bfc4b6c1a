/** `added`: there is something to send. `changed`: what is shown has changed. */
type News = 'added' | 'changed';

const NAME = 'kaquan-queue';

/** Tells all pages of this device, this one too. */
export function tellQueue(news: News): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(news);
  channel.close();
}

/** Hears what the pages of this device tell, until it is called off. */
export function hearQueue(hear: (news: News) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  // Only tellQueue writes to it.
  channel.onmessage = ({ data }: MessageEvent<News>) => hear(data);
  return () => channel.close();
}
