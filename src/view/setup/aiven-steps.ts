/** How one comes by a service of a kind at Aiven: what to say first, the lines to paste, and how to do without them. */
export interface AivenSteps {
  readonly intro: string;
  readonly commands: readonly string[];
  readonly console: string;
}

/** Plans and places that existed when this was written; `avn service plans` knows those of today. */
const services = {
  pg: { product: 'PostgreSQL', name: 'cache-pg', plan: 'free-1-5gb', price: 'is free' },
  valkey: { product: 'Valkey', name: 'cache-valkey', plan: 'startup-4', price: 'costs money while it runs' },
} as const;

/** The steps for a type of service, as `avn` calls it. */
export function aivenSteps(type: keyof typeof services): AivenSteps {
  const { product, name, plan, price } = services[type];
  return {
    intro:
      `With Aiven's client: log in, make a ${product}, wait until it runs, and read its URI. The plan ${plan} ` +
      `${price}; \`avn service plans\` lists those that you can have, and \`avn service terminate ${name}\` ends it.`,
    commands: [
      'python3 -m pip install aiven-client',
      'avn user login',
      `avn service plans -t ${type} --cloud do-fra`,
      `avn service create ${name} -t ${type} --cloud do-fra --plan ${plan}`,
      `avn service wait ${name}`,
      `avn service get ${name} --format '{service_uri}'`,
    ],
    console:
      `Or at https://console.aiven.io: Create service, ${product}, a plan. When it is running, copy the Service URI from ` +
      'its overview.',
  };
}
