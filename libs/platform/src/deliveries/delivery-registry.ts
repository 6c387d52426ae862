import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { EventConsumer } from './event-consumer.js';
import { ExternalEffect } from './external-effect.js';

/** Which modules want to hear of what; read from the providers of the process, once they are all there. */
@Injectable()
export class DeliveryRegistry {
  private found: { consumers: EventConsumer[]; effects: ExternalEffect[] } | undefined;
  private byTopic: Map<string, EventConsumer[]> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  get consumers(): readonly EventConsumer[] {
    return this.providers().consumers;
  }

  get effects(): readonly ExternalEffect[] {
    return this.providers().effects;
  }

  consumersOf(topic: string): readonly EventConsumer[] {
    this.byTopic ??= byTopic(this.consumers);
    return this.byTopic.get(topic) ?? [];
  }

  /** @throws Error for two of the same name, whose deliveries could not be told apart */
  private providers(): { consumers: EventConsumer[]; effects: ExternalEffect[] } {
    if (this.found) return this.found;
    const instances = [...new Set(this.discovery.getProviders().map(({ instance }) => instance as unknown))];
    const consumers = instances.filter((instance) => instance instanceof EventConsumer);
    const effects = instances.filter((instance): instance is ExternalEffect => instance instanceof ExternalEffect);
    const names = [...consumers, ...effects].map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice) throw new Error(`Two consumers or effects have the name ${twice}.`);
    this.found = { consumers, effects };
    return this.found;
  }
}

function byTopic(consumers: readonly EventConsumer[]): Map<string, EventConsumer[]> {
  const topics = new Set(consumers.flatMap((consumer) => consumer.topics));
  return new Map([...topics].map((topic) => [topic, consumers.filter((each) => each.topics.includes(topic))]));
}
