/** The product did not do what the story says; the message is for whoever watches. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}
