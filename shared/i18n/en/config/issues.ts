type Params = Readonly<Record<string, string>>

/** What the checks of a section say, at the field. Every entry takes the parameters of its issue. */
export const issues = {
  aclUnknown: () => 'Choose who can open the files.',

  corsManyRules: ({ limit }: Params) => `The service usually takes at most ${limit} rules.`,
  corsOriginMissing: () => 'Enter at least one address, or * for every web page.',
  corsOriginEmpty: () => 'This line is empty.',
  corsOriginStars: ({ origin }: Params) =>
    `${origin} has more than one *. An address can have one.`,
  corsOriginBlank: ({ origin }: Params) =>
    `“${origin}” has a space in it. Put each address on a line of its own.`,
  corsOriginRepeated: ({ origin }: Params) => `${origin} is already in the list.`,
  corsOriginScheme: ({ origin }: Params) =>
    `${origin} has no https:// in front. Browsers send the whole address, so it will not match.`,
  corsOriginPath: ({ origin }: Params) =>
    `${origin} goes on after the name of the site. Browsers send only the first part, such as https://www.example.com, so it will not match.`,
  corsMethodMissing: () => 'Choose at least one thing that the web pages may do.',
  corsMethodUnknown: ({ method }: Params) =>
    `${method} is not one of GET, HEAD, PUT, POST and DELETE.`,
  corsHeaderEmpty: () => 'This line is empty.',
  corsHeaderStars: ({ header }: Params) => `${header} has more than one *. A header can have one.`,
  corsHeaderName: ({ header }: Params) => `“${header}” is not the name of a header.`,
  corsExposeStar: () => '* does not work here. Name each header.',
  corsMaxAge: () => 'Enter a whole number of seconds, or leave it empty.',
  corsMaxAgeLong: () => 'The service may not take a number this large.',

  lifecycleManyRules: ({ limit }: Params) => `A bucket can have at most ${limit} rules.`,
  lifecycleIdRepeated: ({ id }: Params) => `Another rule is already called ${id}.`,
  lifecycleIdLong: ({ limit }: Params) => `A name can have at most ${limit} characters.`,
  lifecycleStatus: () => 'Switch the rule on or off.',
  lifecyclePrefixRepeated: () =>
    'Another rule is for the same files. Both apply; where they disagree, the earlier action wins.',
  lifecyclePrefixMissing: () => 'Enter a folder, or choose all files of the bucket.',
  lifecyclePrefixSlash: () => 'Paths do not begin with a slash, so this may match nothing.',
  lifecyclePrefixStar: () =>
    '* has no special meaning here. Every path that begins with this text is meant anyway.',
  lifecycleTagKey: () => 'Enter the name of the tag.',
  lifecycleTagRepeated: () => 'This tag is already in the list.',
  lifecycleSize: () => 'Enter a whole number of bytes, or leave it empty.',
  lifecycleSizeOrder: () => 'This has to be larger than the lower limit.',
  lifecycleSizeSmallFiles: () =>
    'A size condition does not work in a rule that leaves small files alone.',
  lifecycleExceptEmpty: () => 'Enter a folder, or remove this exception.',
  lifecycleExceptOutside: ({ prefix }: Params) => `This has to lie inside ${prefix}.`,
  lifecycleExceptAll: () => 'This excepts everything, so the rule does nothing.',
  lifecycleNoAction: () => 'Choose at least one thing that happens.',
  lifecycleDays: () => 'Enter a whole number of days, 1 or more.',
  lifecycleDate: () => 'Choose a date.',
  lifecycleDaysAndDate: () => 'Use days or a date, not both.',
  lifecycleMixed: () => 'A rule counts either in days or by dates, not both.',
  lifecycleClassMissing: () => 'Choose a storage class.',
  lifecycleClassUnknown: () => 'The service may not take this storage class here.',
  lifecycleClassTwice: () => 'Another move already goes to this class.',
  lifecycleClassOrder: () => 'A colder class has to come later than a warmer one.',
  lifecycleAccessTime: () =>
    'Counting from the last time a file was opened needs access tracking on the bucket.',
  lifecycleDeleteEarly: () => 'Files have to be deleted later than they are moved.',
  lifecycleMarkerAndDays: () => 'Removing delete markers does not go together with days or a date.',
  lifecycleMarkerAndTag: () => 'Removing delete markers does not go together with tags.',
  lifecycleAbortAndTag: () =>
    'Unfinished uploads have no tags; the service may refuse the two together.',
}
