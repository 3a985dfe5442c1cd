import './whole-client/configuration.ts'
import './whole-client/rules.ts'
import './whole-client/objects.ts'
import './whole-client/parts.ts'
import './whole-client/streams.ts'
import './whole-client/signed.ts'
import './whole-client/links.ts'
import './whole-client/live.ts'
import './whole-client/rare.ts'
import { describe, expect, it } from 'vitest'
import { allOperations } from '../operations.ts'
import { targets } from './targets.ts'

/** In one file, so that in the end it is known what was called. */

/** What is not done to a bucket of the service itself, and why. */
const notOnTheService: Readonly<Record<string, string>> = {
  CompleteBucketWorm: 'a lock can never be taken away again',
  ExtendBucketWorm: 'only of a lock',
  PutBucketEncryption: 'wants a key of the account',
  DeleteBucketEncryption: 'wants a key of the account',
  PutBucketResourceGroup: 'wants a resource group of the account',
  PutBucketInventory: 'wants a role of the account',
  GetBucketInventory: 'wants a role of the account',
  ListBucketInventory: 'wants a role of the account',
  DeleteBucketInventory: 'wants a role of the account',
  PutBucketReplication: 'wants a bucket in another region',
  DeleteBucketReplication: 'wants a bucket in another region',
  GetBucketReplication: 'wants a bucket in another region',
  GetBucketReplicationProgress: 'wants a bucket in another region',
  PutBucketRTC: 'wants a bucket in another region',
  PutCname: 'wants a domain of the account',
  DeleteCname: 'wants a domain of the account',
  ListCname: 'wants a domain of the account',
  CreateCnameToken: 'wants a domain of the account',
  GetCnameToken: 'wants a domain of the account',
  CreateBucketDataRedundancyTransition: 'costs money, and cannot be ended once it runs',
  GetBucketDataRedundancyTransition: 'wants a transition',
  ListBucketDataRedundancyTransition: 'wants a transition',
  DeleteBucketDataRedundancyTransition: 'wants a transition',
  ListUserDataRedundancyTransition: 'wants a transition',
  PutPublicAccessBlock: 'would take files of other buckets off the network',
  DeletePublicAccessBlock: 'would put files of other buckets on the network',
  PostVodPlaylist: 'wants a recording of a camera',
  AsyncProcessObject: 'wants a project for processing',
}

describe.each(targets)('$name', ({ real, called }) => {
  it('was asked for every operation there is', async () => {
    const names = new Set((await allOperations()).map(({ name }) => name))
    const missing = [...names].filter((name) => !called.has(name))
    const left = real ? missing.filter((name) => !(name in notOnTheService)) : missing
    expect(left).toEqual([])
    expect(Object.keys(notOnTheService).filter((name) => !names.has(name))).toEqual([])
  })
})
