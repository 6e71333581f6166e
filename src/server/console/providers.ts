/** What an identity provider calls the two things that it has to be told, and how it is set up, in our own words. */
export interface Provider {
  readonly name: string;
  readonly url: string;
  readonly token: string;
  /** Where in its own console the two fields are. */
  readonly where: string;
  readonly steps: readonly string[];
  /** What surprises people. */
  readonly note: string;
}

export const providers: readonly Provider[] = [
  {
    name: 'Okta',
    url: 'SCIM connector base URL',
    token: 'HTTP Header: Authorization',
    where: 'the app, Provisioning, Integration',
    steps: [
      'Open the app that your people sign in to ScaiDrive with. Under General, choose SCIM as its way of provisioning.',
      'Under Provisioning, Integration, enter the base URL, and userName as the unique identifier.',
      'Tick Push New Users, Push Profile Updates and, if groups are to come too, Push Groups. As authentication take HTTP Header, and paste the token.',
      'Press Test Connector Configuration, then save.',
      'Under To App, switch on Create Users, Update User Attributes and Deactivate Users.',
      'Under Assignments, say who gets ScaiDrive; under Push Groups, which groups.',
    ],
    note: 'The test only reads: it proves address and token, not that Okta may write. Apps made from the Header Auth template send the field as it is, so type “Bearer ” before the token there. Okta never asks for discovery, and never deletes a user.',
  },
  {
    name: 'Microsoft Entra ID',
    url: 'Tenant URL',
    token: 'Secret Token',
    where: 'the enterprise application, Provisioning, Admin Credentials',
    steps: [
      'Under Enterprise applications, open ScaiDrive, or create an application of your own that is not in the gallery.',
      'Under Provisioning, choose the automatic mode. Enter the base URL and the token, press Test Connection, then save.',
      'In the mapping of users, let externalId come from objectId: the mail nickname, which is the default, changes with a rename.',
      'Assign users and groups to the application. With the scope set to assigned ones, nobody else is pushed.',
      'Try one person with Provision on demand, look at the result here, then start provisioning.',
    ],
    note: 'Changes come in cycles, about every 40 minutes. The first cycle may send 25 requests a second, more than 600 a minute: raise the limit under Settings before it, or let it be slowed down. Entra ID asks for no discovery from an application of your own.',
  },
  {
    name: 'Google Workspace',
    url: 'Endpoint URL',
    token: 'Access token',
    where: 'Apps, Web and mobile apps, the app, Autoprovisioning',
    steps: [
      'Set up single sign-on for ScaiDrive first: Autoprovisioning is a part of a SAML app from the catalogue.',
      'Open Autoprovisioning of that app, and paste the token when the access token is asked for.',
      'Enter the base URL as the endpoint.',
      'Map the attributes; those with a star must have a source.',
      'Choose the groups whose members are pushed, and what happens to people who leave.',
      'Finish, then set Autoprovisioning to active.',
    ],
    note: 'Google pushes people, no groups, and has no connection test. People who leave are deactivated, and deleted only after the time that you chose. After a rotation of the token, choose Reauthorize.',
  },
  {
    name: 'OneLogin',
    url: 'SCIM Base URL',
    token: 'SCIM Bearer Token',
    where: 'the app, Configuration, API Connection',
    steps: [
      'Add the app “SCIM Provisioner with SAML (SCIM v2 Enterprise)”.',
      'Under Configuration, enter the base URL and the token, save, then press Enable at API Connection.',
      'Under Provisioning, switch it on. While an approval is ticked, a person stays pending until an administrator agrees.',
      'Say what happens to people who are deleted, or lose the app: delete, suspend, or nothing.',
      'Give the app to people or roles, and use rules to turn roles into groups.',
    ],
    note: 'Groups are never renamed or deleted: a renamed role arrives as a new group. OneLogin sends no User-Agent, and is recognised by that.',
  },
];
