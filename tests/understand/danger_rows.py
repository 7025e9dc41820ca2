"""What people type, by phenomenon: one row a line, as they would type it, mistakes and all."""

from collections.abc import Mapping
from typing import Final

EMERGENCIES: Final[Mapping[str, str]] = {
    "stroke: face": """
        my face is drooping
        half my face went numb about an hour ago
        one side of my face feels dead
        face is sagging on the left
        my smile is crooked all of a sudden
        left side of my mouth is hanging
        i cant feel the right side of my face
        her face looks lopsided
        mouth pulled to one side since this morning
        my lip is drooping and im drooling
        visage affaissé d'un côté
        ma bouche est croche depuis tantot
        j'ai la moitié du visage engourdie
        le coin de ma bouche tombe
        son visage tombe d'un côté, je sais pas quoi faire
    """,
    "stroke: arms, legs, one side": """
        my left arm went weak
        cant move my leg
        i cannot lift my arm
        arm feels heavy and numb
        right side of my body is numb
        whole left side tingling and weak since lunch
        no feeling in my right hand
        my leg just gave out
        suddenly weak on one side
        i keep dropping things with my left hand and its weak
        can't feel my legs
        my arm wont work
        half of my body is paralyzed
        lost all strength in my right arm this morning
        numbness down my left side, never had this before
        je sens plus mon bras gauche
        j'arrive pas à bouger ma jambe
        mon bras droit est engourdi et lourd
        chu pas capable de lever mon bras
        faiblesse d'un côté du corps
        mon coté gauche est paralysé
        j'ai perdu la force dans ma main droite
    """,
    "stroke: speech": """
        im slurring my words
        my speech is slurred
        words are coming out wrong
        i cant get my words out
        cant talk properly since this morning
        my wife is talking gibberish
        his speech is all jumbled
        having trouble speaking
        suddenly i cant find words
        i am typing because i cant speak
        he isnt making any sense
        j'ai de la misère à parler
        je n'arrive plus à parler
        je cherche mes mots tout d'un coup, je parle tout croche
        il parle mal tout à coup, c'est incompréhensible
    """,
    "stroke: said as one": """
        i think im having a stroke
        am i having a stroke
        could this be a stroke
        i think my husband is having a stroke
        stroke symptoms right now
        pretty sure its a TIA happening now
        je pense que je fais un AVC
        est-ce que je suis en train de faire un avc
        mon père fait un AVC
        numb face and slurred speech
        dizzy, seeing double and cant walk straight
        double vision started an hour ago
        i see double all of a sudden
        lost my balance and keep falling to the left
        je vois double depuis ce matin
        j'ai perdu l'équilibre pis je marche tout croche
    """,
    "thunderclap": """
        worst headache of my life
        this is the worst headache ive ever had
        worst headache ever and it came on in seconds
        sudden explosive headache
        felt like someone hit me in the back of the head with a bat
        thunderclap headache
        a thunder clap headache hit me 20 min ago
        went from 0 to 10 in under a minute
        zero to ten pain in seconds
        headache came out of nowhere and its unbearable
        my head exploded with pain all of a sudden
        instant excruciating headache while lifting weights
        never had a headache like this before
        ive never had pain this bad in my head
        never felt anything like this, head pain hit like lightning
        extreme head pain out of the blue
        sudden sharp pain in head like something popped
        the worst migraine of my entire life right now
        headache peaked in a minute during sex
        something burst in my head
        le pire mal de tête de ma vie
        pire mal de tete que j'ai jamais eu
        mal de tête foudroyant
        céphalée en coup de tonnerre
        douleur atroce à la tête d'un seul coup
        ça m'a frappé comme la foudre, ma tête va exploser
        j'ai jamais eu mal à la tête de même
        ça a commencé d'un coup sec, insupportable, dans la tête
        sudden worst headche
        worst headach of my lfie
    """,
    "seizure": """
        i just had a seizure
        having a seizure
        my son is seizing
        she is convulsing on the floor
        he's having convulsions
        i had a fit 10 minutes ago
        my husband is shaking uncontrollably and wont respond
        his eyes rolled back and hes jerking
        my body started jerking and i blacked out
        foaming at the mouth
        seizure this morning with the headache
        je viens de faire une crise d'épilepsie
        ma fille fait des convulsions
        mon chum convulse
        il a les yeux révulsés et il tremble de partout
        just had a siezure
    """,
    "fainting": """
        i passed out
        i just fainted
        blacked out in the shower this morning
        i collapsed an hour ago
        my husband just collapsed
        she passed out and hit the floor
        lost consciousness for a minute
        i keep passing out
        fainted twice today
        my mom is unconscious
        he's unresponsive
        she wont wake up
        i cant wake my wife
        cant wake him up
        my partner is hard to wake
        je viens de perdre connaissance
        j'ai perdu connaissance tantôt
        je me suis évanouie ce matin
        ma mère est inconsciente
        il se réveille pas
        elle répond plus
        je suis tombé dans les pommes à matin
        i fainted and my head is pounding
        passd out at work today
    """,
    "confusion": """
        i dont know where i am
        he is confused and doesnt know what day it is
        suddenly very confused
        my dad is confused and mumbling
        she is disoriented and has a bad headache
        he doesnt recognize me
        i cant remember my own name
        im so confused i cant remember what day it is and my head hurts
        confused and drowsy since last night
        my wife is acting really strange and confused
        delirious with this headache
        il est confus et désorienté
        je sais plus où je suis
        ma mère dit n'importe quoi, elle est toute mélangée
        elle me reconnait pas
    """,
    "meningitis": """
        fever and stiff neck
        stiff neck with a fever of 39.5
        39 fever, cant touch my chin to my chest
        fever, vomiting and my neck is really stiff
        my neck is so stiff and im burning up
        temp of 103 and neck wont move
        fever with purple spots on my legs
        rash that doesnt fade and a fever
        headache with fever and a new rash
        my kid has a fever and a stiff neck
        high temp, neck hurts to bend, light hurts
        fièvre et raideur de la nuque
        fièvre pis le cou raide
        j'ai le cou barré et de la fièvre
        je fais de la fièvre et j'ai des taches rouges sur la peau
        40 de fièvre et la nuque raide
        fever and confusion
    """,
    "head injury": """
        hit my head and now im throwing up
        i fell down the stairs, hit my head, and im really sleepy
        banged my head yesterday and the headache keeps getting worse
        car accident today hit my head feel confused
        fell on the ice and hit my head, im on blood thinners
        hit my head and i take warfarin
        bumped my head this morning, vomiting since
        my daughter fell off the bed and is vomiting and very sleepy
        concussion last night, cant stop puking
        got hit in the head with a puck and seeing double
        clear fluid coming out of my ear after i fell
        one pupil is bigger than the other
        head injury today and vomitting
        je me suis cogné la tête et je vomis
        je suis tombée sur la tête hier et j'ai envie de dormir tout le temps
        mon fils s'est frappé la tête, il vomit
        coup à la tête hier soir et je suis sous eliquis
        j'ai eu un accident d'auto tantôt, ma tête a cogné pis je suis étourdi
    """,
    "sight": """
        i went blind in my left eye
        cant see out of one eye
        suddenly lost my vision
        my vision went black
        i cant see anything
        lost sight in my right eye an hour ago
        everything went dark in one eye
        curtain came down over my eye
        vision is gone on one side since this morning, not like my aura
        sudden vision loss
        i woke up blind in one eye
        going blind right now
        je vois plus rien d'un oeil
        j'ai perdu la vue d'un oeil
        perte de vision soudaine
        je ne vois plus de l'oeil gauche
        un rideau noir devant mon oeil
        cant see on left side all of a sudden
    """,
    "after botulinum": """
        got botox last week and now cant swallow
        hard to swallow since my botox
        had botox 10 days ago and my voice is gone and swallowing is hard
        botox on monday and having trouble breathing
        since the injections i feel weak all over
        cant hold my head up after botox
        trouble speaking after the shots
        choking on my food since my botox shots
        my whole body is weak after botox
        difficulty swallowing started after injections
        depuis mon botox j'ai du mal à avaler
        j'ai de la misère à respirer depuis les injections
        botox la semaine passée et faiblesse partout
        difficulté à avaler apres mes piqures
    """,
    "breathing": """
        i cant breathe
        cant breath
        hard to breathe
        struggling to breathe right now
        im having trouble breathing
        short of breath and chest hurts
        gasping for air
        she is not breathing
        he stopped breathing
        turning blue
        he's choking
        my throat is closing
        j'arrive pas à respirer
        je respire mal
        j'étouffe
        j'ai de la misère à respirer
        il respire plus
        j'ai le souffle court pis mal dans la poitrine
    """,
    "chest": """
        chest pain
        i have chest pain right now
        tightness in my chest and left arm hurts
        crushing pressure on my chest
        i think im having a heart attack
        my chest feels really tight
        pain shooting down my left arm
        feels like an elephant is sitting on my chest
        douleur à la poitrine
        j'ai mal à la poitrine
        je pense que je fais une crise cardiaque
        serrement dans la poitrine
        heart attack
    """,
    "allergic reaction": """
        my throat is swelling up
        tongue is swelling
        my lips and tongue are swollen and i have hives
        having an allergic reaction
        i think im in anaphylaxis
        hives all over and i cant breathe
        throat feels tight after taking the pill
        severe allergic reaction happening
        ma gorge enfle
        ma langue est enflée
        je fais une réaction allergique
        choc anaphylactique en ce moment
        j'ai la gorge qui se serre
    """,
    "overdose": """
        i took too many pills
        i took 20 tylenol today
        took the whole bottle of advil
        i think i overdosed
        accidentally took way too much of my medication
        my daughter swallowed a bunch of pills
        took 15 pills in the last hour for this headache
        i swallowed all my meds
        j'ai pris trop de pilules
        j'ai avalé toute la bouteille
        j'ai pris 25 comprimés
        surdose
        took like 30 extra strength tylenol since this morning
    """,
    "pregnancy": """
        32 weeks pregnant with a bad headache and seeing spots
        pregnant, headache and my face and hands are swollen
        im pregnant and have pain under my ribs and a headache
        had my baby last week and now a terrible headache and blurry vision
        pregnant and my blood pressure is really high with headache
        postpartum 5 days, headache, seeing flashing lights
        enceinte, mal de tête et je vois des points noirs
        enceinte de 34 semaines, mains enflées et gros mal de tête
        j'ai accouché la semaine passée, mal de tête et vision embrouillée
        i think i have preeclampsia
        pregnant with seizures
    """,
    "bleeding": """
        i cant stop the bleeding
        bleeding wont stop
        vomiting blood
        throwing up blood
        coughing up blood
        losing a lot of blood
        bleeding heavily
        blood coming from my ear
        my nose wont stop bleeding for an hour
        je vomis du sang
        ça arrête pas de saigner
        je perds beaucoup de sang
        je saigne beaucoup
    """,
    "calls for help": """
        call 911
        i need an ambulance
        please send help something is really wrong
        this is an emergency
        should i call 911
        somebody call an ambulance
        appelez une ambulance
        au secours
        appelez le 911
        c'est une urgence
        help me i think im dying
        i feel like im dying
        je pense que je suis en train de mourir
        brain aneurysm i think it burst
        i think its an aneurysm
    """,
    "somebody beside": """
        my boyfriend is having a seizure what do i do
        my mother's face is drooping right now
        my friend just passed out
        someone beside me collapsed
        my baby wont wake up
        coworker cant speak and his arm is limp
        my grandma is having a stroke right now
        my kid hit his head and keeps vomiting
        my husband cant move his right side
        grand-maman est tombée et elle répond plus
        ma blonde s'est évanouie devant moi
        mon mari arrive plus à parler
        guy next to me is convulsing
        my roommate took a bunch of pills
        ma soeur respire pas bien, ses lèvres sont bleues
    """,
    "among other things": """
        about 15 a month but right now my face is numb
        15 days. also my left arm has gone weak since this morning
        no allergies. i cant see out of my right eye
        no, but i passed out this morning
        none of those, just slurred speech
        not really, although i did faint today
        yes fever and stiff neck
        usual migraine but this time i cant move my arm
        its not my usual aura, my whole side is numb
        i have migraines but this one is different, i cant speak
        not like my normal ones, worst headache of my life
        my aura usually lasts 20 min but now my arm has been numb for 3 hours
        i get aura but never weakness like this, cant lift my leg
        i had a stroke in 2015 and now my face is drooping again
        my mom had a stroke and now my face is drooping too
        i dont have a fever but i just had a seizure
        no chest pain but i cant breathe
        pas de fièvre mais je viens de perdre connaissance
        non, mais j'ai le bras engourdi depuis une heure
        d'habitude c'est juste l'aura mais là je peux plus parler
        sorry for typos my left hand stopped working
        can i still book? my vision just went black in one eye
        is it normal that i cant feel my face
        why is half my body numb
        not sure if i had a seizure just now
        i dont know if its a stroke but my arm is numb
        is this a side effect? cant swallow since the botox
    """,
}

CRISES: Final[Mapping[str, str]] = {
    "said outright": """
        i want to die
        i want to kill myself
        im going to kill myself
        wanna die
        i wanna kms
        im suicidal
        suicidal thoughts
        thinking about suicide
        having thoughts of suicide
        i feel suicidal
        i want to end my life
        i want to end it all
        going to end it tonight
        i tried to kill myself last night
        planning to take my own life
        thoughts of ending it
        i keep thinking about killing myself
        ive been thinking of ways to die
        i want to commit suicide
        pain so bad i want to kill myself
        sometimes i think about dying
        im gonna unalive myself
        yes i have thoughts of ending my life
        idées suicidaires
        j'ai des idées noires
        je veux me tuer
        j'ai envie de mourir
        je pense au suicide
        je vais me suicider
        je veux en finir
        j'veux mourir
        j'ai le goût de mourir
        je pense à m'enlever la vie
        envie d'en finir avec la vie
        je vais mettre fin à mes jours
        je songe à me suicider
        i want too die
        im suicdal
        i wish to end my suffering permanently
    """,
    "not wishing to live": """
        i dont want to live anymore
        i dont want to be alive
        dont want to be here anymore
        i dont want to wake up
        i wish i was dead
        wish i were dead
        i wish i wouldnt wake up tomorrow
        id be better off dead
        hope i dont wake up
        i dont want to exist
        no reason to live
        nothing left to live for
        whats the point of living
        whats the point of going on
        tired of living
        im tired of being alive
        i cant live like this anymore
        i cant go on
        cant keep going like this, dont see the point
        i wish i could just go to sleep and never wake up
        life is not worth it
        i see no future for me
        there is no way out of this except death
        i have nothing to live for
        dont wanna be on this earth
        i dont see a reason to keep going
        id rather be dead than have another migraine
        living is too hard
        je veux plus vivre
        je ne veux plus être là
        j'ai plus envie de vivre
        j'aimerais mieux être morte
        je voudrais ne pas me réveiller demain
        la vie vaut pas la peine d'être vécue
        à quoi bon vivre
        je suis tanné de vivre
        chu pu capable de vivre de même
        j'ai plus de raison de vivre
        je serais mieux mort
        plus le goût de vivre
        j'aimerais m'endormir et jamais me réveiller
    """,
    "hinted": """
        my family would be better off without me
        everyone would be happier if i was gone
        no one would miss me
        nobody would notice if i was gone
        im a burden to everyone
        im just a burden on my family
        i want to disappear
        i want it all to be over for good
        i give up on life
        ive given up, theres no point anymore
        i cant do this anymore
        i dont think ill be here much longer
        soon it wont matter because i wont be around
        i wont be around for the appointment anyway
        i just want everything to stop forever
        ready to be done with life
        im done with life
        i feel hopeless, theres no way out
        i dont see a way out
        je suis un fardeau pour ma famille
        ma famille serait mieux sans moi
        personne me manquerait, personne remarquerait si j'étais plus là
        je veux disparaître
        je vois pas d'issue
        je veux que tout s'arrête pour toujours
        le monde serait mieux sans moi
        j'ai abandonné, la vie a plus de sens
    """,
    "joking but serious": """
        lol just kill me already
        haha someone put me out of my misery
        might as well jump off a bridge lol
        ill just shoot myself haha
        kill me now lol im serious
        if this migraine doesnt stop im going to kill myself lol
        jk but sometimes i do want to die
        someone please just shoot me
        id pay someone to end me at this point
        haha i think about driving into a tree sometimes
        tuez-moi quelqu'un
        achevez-moi lol
        je vais me tirer une balle haha
        je vais me crisser en bas du pont
        une corde pis on en parle plus lol
    """,
    "self-harm": """
        i cut myself
        ive been cutting again
        i want to hurt myself
        i hurt myself on purpose
        thinking about hurting myself
        i feel like harming myself
        self harm
        i burned myself on purpose
        i bang my head on the wall to hurt myself
        urge to self-harm tonight
        je me coupe
        je veux me faire du mal
        j'ai envie de me blesser
        je me mutile
        automutilation
    """,
    "means": """
        i have a gun and im ready
        i have enough pills to end it
        ive been saving up my pills
        im going to take all my pills
        i took all my pills because i want to die
        thinking of jumping in front of the subway
        im on the bridge
        i want to hang myself
        i bought a rope
        i could just take the whole bottle and be done
        how many tylenol would it take to die
        how many pills to overdose and die
        whats a lethal dose of my meds
        i wrote a note and have the pills ready
        j'ai assez de pilules pour en finir
        je veux me pendre
        je vais me jeter en bas du pont
        je vais prendre toutes mes pilules
        combien de pilules pour mourir
        j'ai une arme chargée
    """,
    "goodbye": """
        goodbye everyone, tell my kids i love them
        this is my last message
        i wrote my goodbye letter
        ive said my goodbyes
        tell my family im sorry and i love them
        by tomorrow it will all be over for me
        i wont be here tomorrow
        adieu tout le monde, prenez soin de mes enfants
        c'est mon dernier message
        j'ai écrit une lettre d'adieu
        dites à ma famille que je les aime, je m'excuse
        my will is done and my affairs are in order, its time to go
    """,
    "somebody beside": """
        my daughter says she wants to kill herself
        my husband is suicidal
        my friend wants to die and has pills
        my son is cutting himself
        she says she doesnt want to live anymore
        my wife keeps talking about ending it
        ma fille veut se suicider
        mon fils dit qu'il veut mourir
        mon ami parle de suicide
        he tried to kill himself today
    """,
    "among other things": """
        about 20 days a month and honestly i dont want to live like this
        no allergies. sometimes i wish i was dead
        i wont kill myself but i wish i was dead
        i dont want to kill myself but i dont want to be alive either
        the pain makes me want to die
        every time it hits i want to die
        its so bad i think of ending things
        usual migraine, usual wish to die
        prevention i guess, or just let me die
        i used to be suicidal and its back
        i tried in 2015 and im thinking about suicide again
        quand ca frappe je veux mourir
        douze jours par mois, j'ai envie d'en finir
        la douleur me donne envie de mourir
        not suicidal yet but thinking about it
    """,
}

NOT_DANGERS: Final[Mapping[str, str]] = {
    "plain denials": """
        no
        none
        none of these
        no seizures
        no fainting or confusion
        never had a seizure
        no fever, no stiff neck
        no numbness, weakness or trouble speaking
        i havent passed out or anything
        no chest pain
        i dont have any weakness
        nope never fainted
        no slurred speech, no face drooping
        i can breathe and swallow fine
        no trouble breathing or swallowing
        without fever or rash
        never hit my head
        vision is fine
        i deny any of those
        no suicidal thoughts
        im not suicidal
        i dont want to die
        not thinking about hurting myself
        no thoughts of self harm
        never thought about suicide
        i would never kill myself
        i dont want to kill myself
        seizures: no, fainting: no
        fainted? no
        stroke no, seizure no
        neither fever nor stiff neck
        no loss of consciousness, no head trauma
        not the worst headache of my life
        it wasnt sudden
        my speech is fine, no droop
        face is not drooping
        arms arent weak
        havent had any fits
        didnt pass out
        pas de fièvre
        aucune faiblesse
        jamais perdu connaissance
        non, rien de tout ça
        pas de convulsions, pas de confusion
        aucun engourdissement ni faiblesse
        je n'ai pas de raideur au cou ni de fièvre
        je n'ai jamais fait de crise d'épilepsie
        je ne suis pas suicidaire
        je veux pas mourir
        pas d'idées noires
        sans fièvre
        ni évanouissement ni convulsions
        pas de douleur à la poitrine
        j'ai pas perdu la vue
        je respire bien
        no not at all no vision loss
        no blood thinners, no head injury
        no bleeding problems
        no i do not have thoughts of ending my life
        i am not having a stroke lol
        not dying or anything, just tired
    """,
    "past and resolved": """
        had a seizure when i was 5
        i had a stroke in 2009
        i passed out once years ago
        had a concussion in high school
        i fainted as a kid
        had meningitis as a baby
        hit my head in 2018, was checked, fine
        stroke 10 years ago, fully recovered
        i was suicidal as a teenager but im good now
        attempted suicide in 2010, im doing well now
        used to self harm in my teens
        had a thunderclap headache 3 years ago, ct was normal
        lost vision for a few minutes last year, doctor checked it
        had trouble swallowing after botox two years ago, went away
        i had chest pain last year, heart is fine
        had an allergic reaction to penicillin when i was little
        i fell and hit my head months ago, all healed
        in 2012 i had bells palsy and my face drooped
        back in college i overdosed on caffeine pills once
        preeclampsia with my first baby in 2016
        history of seizures, none in 10 years
        i used to faint a lot when i was young
        my worst headache ever was in 1999
        last summer i had double vision for a day, mri was clear
        j'ai fait une convulsion quand j'étais bébé
        j'ai eu un avc il y a 12 ans
        je me suis évanoui une fois au secondaire
        j'ai eu une commotion en 2015, tout est beau
        l'an passé j'ai perdu connaissance, le médecin a tout vérifié
        j'ai eu des idées suicidaires dans le passé, plus maintenant
        méningite quand j'étais petite
        j'ai fait une tentative de suicide à 17 ans, je vais bien
        had a TIA in 2019, on aspirin since
        i had a fit as a toddler from fever
        was in a car accident 8 years ago with a head injury
        seizures as a child, grew out of them
        passed out when i gave birth 6 years ago
        years ago i lost feeling in my arm, it was a pinched nerve
    """,
    "family history": """
        my grandmother had a stroke
        my dad died of an aneurysm
        my mom has seizures
        grandpa had a brain bleed at 70
        strokes run in my family
        family history of stroke
        my aunt had a brain tumour
        my sister is epileptic
        my uncle killed himself
        my cousin committed suicide
        my brother died by suicide in 2014
        my father had a heart attack
        my mother had meningitis when she was young
        heart attacks on my dads side
        ma grand-mère a fait un AVC
        mon père est mort d'un anévrisme
        il y a des avc dans ma famille
        mon oncle s'est suicidé
        antécédents familiaux d'avc
        ma mère fait de l'épilepsie
        my grandfather had a stroke in 2009
        my dad had a stroke at 55, is that relevant
        my mom used to faint with her migraines
        my sister had preeclampsia
        both my grandparents had strokes
    """,
    "figures of speech": """
        this headache is killing me
        my head is killing me
        these migraines are killing me
        my head is going to explode
        feels like my head is exploding with every migraine
        im dying of laughter
        im dying to know if it works
        im dying for a coffee
        dead tired
        im dead lol
        brain dead after work
        i could kill for some sleep
        my boss is going to kill me
        scared to death of needles
        bored to death
        sick to death of headaches
        to die for
        my phone died
        i would die of embarrassment
        my kids drive me insane
        a stroke of luck
        my back is killing me
        killer headache
        the heat is killing me
        i nearly died laughing
        gave me a heart attack when i saw the price
        my son gave me a heart attack yesterday lol
        i almost had a stroke when i saw the bill
        blind as a bat without my glasses
        im drowning in work
        i laughed so hard i nearly passed out
        passed out on the couch early, slept fine
        i crash and pass out asleep after the meds
        my head feels like its in a vice
        like an ice pick in my eye
        like a hammer pounding
        my brain is mush
        feels like my brain is melting
        cant see straight when it hurts
        id give my right arm for relief
        i feel like a zombie
        it hits me like a truck every time
        im going crazy with these headaches
        suicide squad is my favourite movie
        i want to rip my head off
        i wish i could cut my head off
        the light kills me
        knock on wood
        i hit a wall around 3pm
        my arm is tired from typing
        cost is an arm and a leg
        this form is endless, kill the lights
        je suis mort de fatigue
        je meurs de soif
        mort de rire
        ma tête va exploser comme à chaque migraine
        ça me tue ces migraines
        mes enfants vont me rendre fou
        j'ai eu la peur de ma vie
        ça me coûte un bras
        je meurs d'envie de savoir
        je suis crevée
        c'est à mourir d'ennui
        c'est tuant
        these fits my schedule
        my shirt doesnt fit
        i have a fit of sneezing in spring
        had a fit when i saw the price
        i struck out with topamax
        im shot
        ill be dead on my feet by friday
        deadline stress
        my battery is dying
        i lost my mind waiting
        ran out of breath reading this form
        this pain takes my breath away
        over my dead body
        dying inside at work lol
        stroke my cat to relax
        breaststroke and swimming help
    """,
    "questions in general": """
        can botox cause a stroke
        what are the signs of a stroke
        is trouble swallowing a side effect
        what happens if i faint during the injections
        can you die from botox
        does it cause seizures
        what if i have a seizure
        when should i go to the er
        what counts as an emergency
        could i go blind from botox
        is there a risk of paralysis
        can migraines cause strokes
        what does thunderclap mean
        will my face droop after
        can my eyelid droop
        what if i get chest pain after treatment
        how do i know if its a stroke or a migraine
        does topiramate cause suicidal thoughts
        is it dangerous if i pass out with needles
        can you be allergic to it
        how common is trouble breathing after botox
        do people faint
        should i worry about meningitis
        what do you mean by confusion
        who do i call in an emergency
        if i had a seizure would i still qualify
        can it make my arm weak
        est-ce que le botox peut causer un avc
        c'est quoi les signes d'un avc
        peut-on perdre connaissance pendant les injections
        qu'est-ce qui arrive si je fais une réaction allergique
        est-ce que ça peut causer des convulsions
        si jamais j'ai de la misère à avaler, je fais quoi
        quand faut-il aller à l'urgence
        est-ce qu'on peut mourir du botox
        what would happen if i overdosed on advil by accident
        do migraines raise stroke risk
        is sudden vision loss always serious
        why do you ask about seizures
        why do you need to know about head injuries
    """,
    "the usual attack": """
        same as always
        my usual aura, zigzags for 20 minutes
        my hand goes numb during aura like every time
        i always get tingling in my face before a migraine, nothing new
        usual vision loss with aura, 15 min then gone
        i often vomit with my migraines
        speech gets a bit off during my aura, always has
        numbness in my arm is part of my normal aura
        blind spot in one eye as usual
        light and noise bother me
        throbbing on one side
        one sided, left, pulsating
        bad headache today but its my normal migraine
        i get dizzy with every migraine
        my neck is stiff with most migraines
        stiff neck
        my typical migraine, 8 out of 10
        nausea and throwing up, like usual
        brain fog and trouble concentrating
        pain is 10/10
        severe headache but same as every month
        the worst ones are around my period
        my worst days are mondays
        i lose half my vision for 20 minutes before most attacks
        cant find words during migraines, always been that way
        having a migraine right now
        i have a really bad migraine right now
        my head hurts so bad today
        it comes on suddenly sometimes
        j'ai mon aura habituelle
        comme d'habitude, rien de nouveau
        ma main engourdit pendant l'aura comme toujours
        je vois des zigzags avant chaque migraine
        j'ai souvent mal au coeur et je vomis
        mon cou est raide à cause de l'ordi
        migraine comme les autres
        je perds un bout de ma vision avant mes migraines, c'est normal pour moi
        i see flashing lights with my migraines, unchanged for years
        aura with numb lips every time, since i was 14
        i cant take these headaches anymore
        im so tired of migraines
        im sick of this pain
        tannée de ces migraines
        j'en peux plus de ces migraines
        i cant function when i have one
        i cant work on those days
        i have to lie down in the dark
        cant get out of bed during attacks
        i cant stand light or noise
        cant think straight
        unbearable pain a few times a month
    """,
    "quoting the question": """
        you asked about fainting, never happened
        the question about seizures doesnt apply to me
        "sudden severe headache"? no
        sudden headache, weakness, confusion - none of them
        re: stroke symptoms, no
        it says head injury but i never had one
        thunderclap? whats that
        i dont understand the question about confusion
        im confused by the question
        confused about what to pick
        im a bit confused, which one do i choose
        by passed out do you mean asleep
        none of the emergency signs
        emergency signs: none
        aucun des signes d'urgence
        la question sur les convulsions ne s'applique pas
        do fainting spells from years ago count
    """,
    "news and television": """
        i saw on the news someone had a stroke from botox
        read an article about thunderclap headaches
        i watched a movie where a guy had a seizure
        saw a tiktok about botox paralysis
        heard about a celebrity who died of an aneurysm
        on grey's anatomy a patient had meningitis
        j'ai lu un article sur les avc
        j'ai vu aux nouvelles une femme qui est morte après le botox
        a coworker told me a story about someone who went blind
        reading a book about suicide prevention
        the character in my show had a stroke
        my dog had a seizure last week
        my cat is having surgery
    """,
    "history and medicines": """
        i have epilepsy, well controlled
        i take topamax for seizures
        keppra, its a seizure medication
        on eliquis to prevent strokes
        asthma, i use a puffer
        swallowing problem since birth
        i have a bleeding disorder
        allergic to penicillin
        peanut allergy
        allergies: bees, anaphylaxis
        carry an epipen
        high blood pressure
        i take warfarin
        myasthenia gravis
        i have ALS
        depression, treated
        anxiety and depression
        i take 10 tylenol a week
        4 advil a day
        i take two pills when it starts
        triptan about 12 days a month
        i was pregnant twice
        14 weeks pregnant
        pregnant, due in may
        i get botox every 12 weeks
        bells palsy left over from childhood
        emla numbing cream
        numb from the cold
        my foot fell asleep
        hot flashes
        my daughter gets migraines too
        i need new glasses
        i had a cold with a fever last month
        je prends de l'eliquis
        j'ai de l'asthme
        je suis épileptique, contrôlée
        je suis enceinte de 20 semaines
        allergie aux noix
    """,
    "plain answers": """
        15
        about 20 days a month
        every other day
        since i was 12
        3 or 4 times a week
        prevention
        both please
        fewer attacks
        i want to stop a migraine that is happening now
        i want the pain to end
        i want it to stop
        throbbing, light, nausea
        stress, sleep, wine
        never
        not sure
        i dont know
        female 34
        topamax didnt work, amitriptyline made me gain weight
        imitrex and advil
        four hours to three days
        they last 2 days
        je ne sais pas
        environ 15 jours par mois
        une fois par semaine
        depuis dix ans
        moins de migraines
        les deux
        im fine
        whats next
        how long does this take
        is botox covered by ohip
        does it hurt
        i live alone
        my life is busy
        i live in brampton
        i want my life back
        i cant wait to live without pain
        hope to get back to living normally
        hi
        help
        i need help with this form
        goodbye
        bye thanks
        ok done
        im done
        can i stop here
        i want to end this questionnaire
        end the chat
        let me finish tomorrow
        je veux arrêter
        i lost my job because of migraines
        it ruins my life
        i feel like nobody understands
        i feel hopeful
        drop in pressure sets it off
        screen glare and weather
        forgot to eat
        my eyes are tired
        left side mostly
        right side of my head
        behind my eyes and down my neck
        face pain sometimes
        weak coffee helps
        weekends
        red wine
        one arm workouts trigger it
        i cut out gluten
        i cut back on coffee
        shots at the dentist froze my face last month
        im over 50
        yes
    """,
}


def rows(groups: Mapping[str, str]) -> list[tuple[str, str]]:
    """(phenomenon, text) for every line."""
    return [(name, line.strip()) for name, lines in groups.items() for line in lines.splitlines() if line.strip()]
