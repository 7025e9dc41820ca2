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
    "further rows": """
        left side of my face feels numb and droopy
        my speech sounds drunk but i havent had anything
        tongue wont work right
        can't get my words out right
        one arm suddenly weak
        right leg dragging
        cant hold a cup in my left hand
        mouth drooping on one side
        im dizzy and can't stand up all of a sudden
        sudden numbness on my left side
        dad can't move his arm and is talking funny
        my grandmother just collapsed in the kitchen
        i think my wife had a stroke just now
        the room went black and i woke up on the floor
        found my husband unconscious
        keeps losing consciousness
        having convulsions
        body shaking wont stop
        shaking all over and can't answer me
        she's not responding to me
        my kid is really hard to wake up
        woke up on the floor with no memory
        bit my tongue and woke up on the floor
        i dont recognize my own house
        mom is talking nonsense since this morning
        temperature 40 and neck is stiff
        fever, bright light hurts and can't bend neck
        i have a rash with fever and a bad headache
        bad fever and confusion
        kid has a purple rash and fever
        neck so stiff i cant look down, fever 39
        explosive headache out of nowhere
        headache came on like a bomb
        never felt pain like this in my head
        most painful headache of my life started an hour ago
        i have the worst pain of my life in my head
        this is by far the worst headache i have had
        the worst headache imaginable, hit me suddenly
        like being hit with a hammer suddenly
        hit me like lightning in the head 5 minutes ago
        10/10 headache in a few seconds
        can't see anything out of my left eye
        eyesight suddenly gone
        vision disappeared on one side
        one eye went dark
        lost half my vision suddenly and it's not coming back
        black curtain over right eye
        since botox i cant swallow my food
        got the shots last week now i have trouble breathing
        neck too weak to hold up my head since injections
        voice is slurred after botox
        eyelids wont open and cant swallow after botox
        i can't catch my breath
        breathing is really hard
        lips are turning blue
        cant get air
        my chest hurts and my arm is tingling
        crushing chest pain
        heart feels like its being squeezed
        throat is closing up
        face is swelling up and hives
        my tongue feels huge
        took a handful of pills
        i accidentally took double and then some, like 16 tylenol
        took my whole months prescription
        drank bleach
        pregnant with blurry vision and a pounding head
        7 months pregnant, swelling and bad headache
        just gave birth, headache and seeing stars
        28 weeks, bad headache, spots in my eyes and my hands are swollen
        blood wont stop coming
        bleeding everywhere
        hit my head hard and i feel really sleepy
        slipped on ice, hit my head, now i'm vomiting
        fell off my bike, headache getting worse and dizzy
        concussion yesterday and now confused
        got rear ended and now my neck is stiff and i keep throwing up
        on blood thinners and banged my head this morning
        help i need an ambulance now
        someone call 911
        i need emergency help
        mon visage tombe d'un bord
        je peux plus bouger mon bras
        j'ai plus de force dans la jambe
        j'ai de la difficulté à parler depuis une heure
        mes mots sortent tout mêlés
        ma femme parle drôle et a un bras mou
        mon mari vient de s'effondrer
        il fait une crise d'épilepsie là
        mon bébé convulse
        ma fille ne se réveille pas
        je vois plus de mon oeil droit
        tout est noir d'un oeil
        fièvre à 40 et cou raide
        j'ai la nuque raide avec de la fièvre
        je me suis frappé la tête et je vois double
        pire mal de tête de toute ma vie
        j'ai jamais eu un mal de tête comme ça
        mal de tête explosif d'un coup
        je suffoque
        j'ai une grosse douleur dans la poitrine
        ma gorge se ferme
        j'ai avalé une poignée de pilules
        appelle l'ambulance
        enceinte, je vois des étoiles et j'ai mal à la tête
        ça saigne pis ça arrête pas
        j'ai de la misère à avaler depuis le botox
        la moitié de mon corps est engourdie
        mon père est tout confus pis il parle plus
        je sais plus quel jour on est, j'ai mal à la tête
        cant feal my left arm
        my fase is droopng
        havin a seizre
        wurst headache of my life
        i faintd this mornin
        pain in chest and short of breath
        sudden headache with vomiting and stiff neck
        headache and now one pupil is bigger
        weakness in both legs since this morning
        numb from the waist down
        my sister is having some kind of fit
        my boss just passed out
        im losing feeling in my hands and face
        i feel like im going to pass out right now
        about to pass out
        everything is spinning and i cant walk
        im seeing double right now
        yes worst headache ever today
        yes to the weakness one, started this morning
        i think i'm having an aneurysm
        is this a stroke? my hand is weak
        am i dying
        half of my face isn't moving
        my right hand stopped working
        i can't raise my left arm above my head
        one side of my body feels different and weak
        suddenly can't understand what people are saying
        my words are all scrambled
        i'm having trouble finding words since this morning
        left arm and leg feel like jelly
        lost feeling in half my face
        my balance is off and i keep bumping into walls since today
        room spinning so bad i can't stand
        eyes won't focus, seeing two of everything
        i think my father is having a stroke
        he can't smile on one side
        sudden intense headache like an explosion in my head
        a pop in my head then terrible pain
        worst pain ever in my head, came out of nowhere
        the headache hit full force in seconds
        screaming headache that started instantly
        never in my life had such a headache
        i had a seizure this morning
        she had a seizure an hour ago
        my daughter is having a febrile seizure
        i fainted twice since last night
        passing out every time i stand up
        i just blacked out for a minute
        my husband fell and is not answering
        can't keep him awake
        she's very drowsy and won't wake properly
        he doesn't know who i am
        i feel confused and don't know what's going on, my head hurts
        dad is acting confused after his headache
        neck won't move and i have chills
        fever of 39 with bad headache and stiff neck
        headache, fever, spots on skin
        i fell and hit my head, been vomiting
        knocked my head hard, can't remember what happened
        i crashed my bike and my head hurts, feel drowsy
        hit in the head by a ball an hour ago, seeing stars and sick
        took blood thinners and fell on my head
        vision went completely dark
        can only see half of everything since an hour
        blurry then black in my right eye
        i lost my eyesight
        cannot swallow since injections
        breathing got hard after botox
        my neck muscles gave out after the shots
        can't breathe properly
        wheezing badly can't talk
        pressure on my chest
        chest tightness that won't go away
        swollen tongue and trouble breathing
        reacting badly to a med, throat tight
        i took 40 pills
        swallowed too many painkillers
        he overdosed
        i'm pregnant with high blood pressure and headache
        pregnant and seeing flashes
        baby 1 week ago, massive headache, swollen
        nosebleed won't stop for two hours
        blood everywhere
        need 911
        get me an ambulance
        je ne sens plus mon visage
        mon bras est mort, je peux pas le lever
        j'arrive plus à trouver mes mots
        mon conjoint a le visage croche
        ma mère a de la misère à parler depuis ce matin
        mal de tête atroce apparu en une seconde
        c'est le pire mal de tête que j'ai eu
        une explosion dans ma tête
        j'ai convulsé ce matin
        mon fils est tombé et il a perdu connaissance
        elle est inconsciente
        fièvre et confusion
        fièvre avec cou raide
        je vois plus clair d'un oeil depuis tantôt
        j'ai perdu la vision tout d'un coup
        je peux pas avaler depuis mes injections
        difficulté à respirer
        oppression dans la poitrine
        ma langue gonfle
        trop pris de médicaments
        je me suis cogné la tête, je suis tout mêlé
        chute dans les escaliers, je vomis
        enceinte avec gros mal de tête et vision floue
        on a besoin d'une ambulance
        i feel weak on my right side
        slurring and dizzy
        numbness spreading up my arm right now
        my lips are numb and i can't talk right
        face drooping on left side
        can't move my right side
        arm went numb and speech is off
        i can't speak properly all of a sudden
        my tongue is not working and i'm drooling
        worst pain of my life in my head, started suddenly
        bang, sudden headache, never like this
        i felt a snap in my head and now awful pain
        the worst headache. sudden. help
        had a fit this morning and my head hurts
        i collapsed today
        i keep fainting
        found my dad on the floor, not responding
        wife unconscious right now
        he's shaking and foaming
        she can't be woken
        my son is confused and vomiting after hitting his head
        head hurts, fever, cannot bend neck
        my neck is super stiff and i have a fever of 40
        rash and high fever
        hit head on cupboard, now dizzy and vomiting
        took a fall, blood thinners, head hurts bad
        lost sight in one eye
        i'm suddenly blind
        vision gone grey in one eye
        i can't swallow after my injections
        botox 3 days ago, hard to breathe
        weak everywhere after botox
        i can barely breathe
        trouble breathing
        having chest pains now
        pain in my chest and left arm
        my tongue is swelling
        allergic reaction, throat closing
        i took the whole pack of pills
        swallowed a lot of tylenol
        pregnant and severe headache with blurred vision
        preeclampsia symptoms
        i'm bleeding a lot
        coughing blood
        it's an emergency
        please call an ambulance
        mon bras gauche est engourdi
        visage paralysé d'un côté
        j'ai de la misère à trouver mes mots
        soudain je vois plus de l'oeil gauche
        mal de tête soudain et violent
        le pire mal de tête de ma vie
        je viens de m'évanouir
        elle a des convulsions
        mon enfant est inconscient
        fièvre élevée et cou raide
        je me suis frappé la tête et je vomis depuis
        j'ai du mal à respirer
        douleur thoracique
        gorge enflée
        j'ai pris trop de comprimés
        je saigne beaucoup
        appelez une ambulance svp
        my husband is slurring his words
        my friend beside me is having a stroke
        my mom passed out just now
        grandma can't talk and her mouth is crooked
        i don't know what day it is
        my head exploded with pain 20 min ago
        numb down one side since this morning
        weakness in my left arm started today
        i woke up and couldn't move my leg
        vision loss
        seizure now
        stroke?
        fainted
        my mouth is lopsided and i sound drunk
        can't grip with my right hand since lunch
        left eyelid and cheek just dropped
        my husband's speech suddenly makes no sense
        half my vision just vanished and my arm tingles
        i keep falling to one side
        suddenly lost coordination
        head pain came on like a thunderclap
        out of nowhere the most violent headache
        felt an explosion at the back of my head
        it's the worst head pain i've ever experienced
        brutal headache that hit in an instant during exercise
        fever 39.8, rash, and my neck hurts when i look down
        fever and neck is stiff as a board
        headache with high fever and i'm hallucinating
        hallucinating and fever
        i slipped in the shower and cracked my head, can't stop throwing up
        my head hit the windshield and i feel out of it
        whacked my head, now seeing double
        i take eliquis and fell on my head today
        son got tackled, hit head, acting weird
        my right eye suddenly can't see
        sight in my left eye is gone
        total loss of vision since 10 min
        after my botox shots my throat feels weak and food gets stuck
        post injection can't lift my head
        i got injected yesterday, breathing feels hard
        tightness in chest, sweating, arm pain
        i can't get a full breath
        my throat's closing after the shot
        my whole face swelled up and i have hives
        swallowed the entire bottle of tylenol
        took about 25 pills an hour ago
        36 weeks pregnant, headache won't quit, seeing sparkles
        had a c section 4 days ago, severe headache and high bp
        she had a convulsion just now
        just convulsed on the floor
        my neighbour is lying on the floor unconscious
        he won't respond to me
        my toddler fell and is limp
        je n'arrive pas à lever la jambe droite
        un côté de mon corps ne répond plus
        sa bouche est de travers
        j'ai la parole pâteuse
        coup de tonnerre dans la tête
        mal de tête brutal, jamais ressenti ça
        mon ado a fait une crise convulsive
        je me suis effondrée tantôt
        il est tout confus depuis sa chute
        j'ai 40 de fièvre et je peux pas plier le cou
        je ne vois plus rien
        depuis les injections j'avale de travers
        j'ai une boule dans la gorge et je respire mal
        gros serrement à la poitrine
        réaction allergique grave
        j'ai pris toute la boîte de comprimés
        my face feels paralyzed
        right side of my face won't move
        i can't hold things with my left hand, it's so weak
        my leg went dead and i fell
        my words are coming out jumbled
        husband talking funny and face droopy
        double vision and slurred speech
        worst headache ever came on suddenly
        like a gunshot in my head
        sudden severe head pain 5 min ago
        never had a headache this intense
        i just had a convulsion
        she's having a fit right now
        i lost consciousness this morning
        i nearly fainted and now everything's spinning and numb
        he collapsed and isn't breathing
        my wife is confused and can't stay awake
        i have a fever and i can't move my neck
        stiff neck, fever, vomiting
        fell off a ladder, hit my head, feel sleepy
        bumped head yesterday, puking all day
        i'm on warfarin and hit my head an hour ago
        suddenly can't see from my right eye
        i've gone blind
        i can't swallow anything since botox
        having trouble breathing since yesterday's injections
        can't breathe
        chest is really tight
        my lips are swelling up
        anaphylaxis right now
        took a bunch of tylenol by accident
        i overdosed on advil
        pregnant, vision blurry, terrible headache
        blood pressure is 180 and i'm pregnant with a headache
        i can't stop bleeding
        throwing up blood
        mon visage est engourdi d'un côté
        je ne peux plus parler comme il faut
        mal de tête le pire de ma vie
        j'ai perdu connaissance ce matin
        mon copain fait une convulsion
        cou raide et fièvre
        je suis tombé et je me suis cogné la tête, je vomis
        je vois plus d'un oeil
        je respire difficilement depuis le botox
        j'ai mal dans la poitrine
        j'ai pris 30 tylenol
        help my dad is having a stroke
    """,
    "still further rows": """
        my face is falling on one side
        i can't lift my left leg
        right arm suddenly numb
        i'm slurring my speech badly
        can't talk right
        i lost my balance and can't stand
        sudden confusion and headache
        my vision is double since this morning
        worst head pain ever just hit me
        sudden extreme headache, came out of nowhere
        headache hit me like lightning
        thunderclap headache an hour ago
        i had a seizure today
        my friend is having a seizure beside me
        i passed out this morning
        she fainted and won't wake up
        high fever, stiff neck and confusion
        fever with a rash and stiff neck
        i banged my head and keep vomiting
        fell down, hit head, very drowsy now
        i take blood thinners and hit my head today
        gone blind in one eye
        can't see out of left eye suddenly
        hard to swallow after botox last week
        can't breathe after the injections
        my whole body is weak since botox
        short of breath right now
        severe chest pain
        throat swelling
        my son ate a bunch of my pills
        i swallowed 20 advil
        pregnant, swollen face, bad headache
        can't stop vomiting blood
        my husband is unconscious
        visage qui tombe à gauche
        j'ai le côté droit paralysé
        je parle comme si j'étais soûl
        mal de tête subit, le pire jamais ressenti
        il convulse en ce moment
        elle s'est évanouie et ne se réveille pas
        fièvre, nuque raide
        tombé sur la tête, il vomit
        aveugle d'un oeil depuis ce matin
        je ne peux pas respirer
        douleur dans la poitrine et le bras
        j'ai pris trop de médicaments
        ma femme fait un avc
        cant feel left side of body
        half my face feels frozen and wont move
        my hand is curling and i cant open it
        i keep slurring
        cant string a sentence together all of a sudden
        people cant understand me when i talk
        text looks like gibberish and my arm is numb
        gf is talking nonsense and drooling
        sudden dizziness, cant walk, vomiting
        legs gave out on me
        i feel off balance and my face is tingling on one side, started 20 min ago
        wife's face just drooped
        omg worst headache of my entire life
        explosive pain back of head
        head felt like it was hit by lightning
        sudden pain like a knife in my skull, never had this before
        headache came suddenly while having sex
        headache max intensity within a minute
        my kid is convulsing
        he's having a grand mal
        i think i just had a mini seizure
        i blacked out behind the wheel
        keep blacking out
        passed out cold
        everything went black and i dropped
        she's limp and not answering
        cant be woken up
        my mom is confused, keeps asking the same thing
        doesnt know where she is
        feverish, cant bend my neck forward
        fever, headache, purple dots on skin
        neck locked with fever and chills
        smacked my head on ice and feel nauseous and foggy
        whiplash today, now vomiting
        concussed and getting worse
        head bleeding after fall
        lost all vision
        vision went out
        left eye is totally black
        sight went blurry suddenly in one eye
        botox 2 weeks ago, food wont go down
        since the shots my speech is slurred
        after injections i can barely hold up my neck
        not getting enough air
        i cant inhale properly
        chest feels crushed
        heart attack symptoms
        left arm pain and chest heaviness
        tongue swollen
        hives and wheezing
        went into anaphylactic shock just now
        ate a whole blister pack
        mixed a ton of pills and feel weird
        accidentally overdosed on gravol
        expecting, seeing stars, headache wont stop
        my water broke and im bleeding
        bleeding from my ears
        cough up blood
        911 please
        ambulance needed
        ma bouche est croche
        je peux plus lever le bras
        jambe engourdie d'un coup
        je bafouille depuis tantôt
        ma mère est tombée sans connaissance
        mal de tête en coup de poing, subit
        tête qui a explosé d'un coup, douleur terrible
        je convulse
        perdu connaissance deux fois aujourd'hui
        39.8 de fièvre avec nuque raide
        commotion hier et je vomis
        vision perdue d'un oeil
        je m'étouffe
        ma gorge enfle vite
        j'ai fait une surdose
        enceinte et vision trouble
        urgence svp
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
    "further rows": """
        i don't want to be here anymore
        dont see the point in living
        im done living
        not worth being alive
        i just want to die already
        wish i'd never wake up
        better off dead honestly
        i might kill myself
        thinking of killing myself
        i feel like ending everything
        i want to end my pain forever
        suicide is on my mind
        i have suicidal ideation
        id rather die than have another one of these
        some days i want to die
        i dont care if i live or die
        i dont care if i die
        hope i die in my sleep
        i pray i dont wake up
        just let me die
        i cant live with this pain anymore
        cant go on living like this
        dont think i can go on
        theres nothing left for me
        whats the use of living
        i hate my life and want out
        i want out of this life
        life is pointless
        nobody would care if i died
        they'd be better off if i was dead
        my kids would be better without me
        the world would be better without me
        im such a burden they would be happier with me gone
        i wont be around much longer
        you wont hear from me again
        ill be gone soon anyway
        sometimes i think about jumping
        thought about driving my car off the road
        lol might just jump off my balcony
        joking but not really, i want to die
        haha maybe ill just end it
        kill me pls
        just put me down
        someone end me
        if it doesnt stop ill end it
        if this doesn't work i'm going to end my life
        i'll kill myself if this doesn't help
        ive been cutting myself
        i scratch myself until i bleed to feel better
        i punched myself on purpose
        i have a bottle of pills and a plan
        got the pills right here
        theres a loaded gun in the house and i keep thinking about it
        i know how id do it
        looking up ways to die
        saying goodbye to my kids
        ive written letters to everyone
        tell my wife i love her
        thanks for everything, goodbye forever
        i attempted suicide last week
        tried to overdose yesterday
        took pills to end it
        my brother is threatening to kill himself
        my friend just texted me she wants to die
        my wife says life isnt worth living
        je ne veux plus vivre
        j'ai plus le goût de vivre
        je veux juste mourir
        la vie vaut plus la peine
        j'ai envie de me tuer
        j'aimerais mieux mourir
        je pense à la mort tout le temps
        je pense souvent à mourir
        j'en ai assez de vivre
        je suis à bout, je veux en finir
        ma vie sert à rien
        je veux plus me réveiller
        tout le monde serait mieux sans moi
        personne s'ennuierait de moi
        je suis juste un poids pour les autres
        je vais avaler toutes mes pilules
        je me fais du mal
        je me suis coupée hier soir
        je vais sauter du pont
        je veux plus être ici
        si ça continue je me tue
        si ça arrête pas je vais me tirer une balle
        adieu
        je voulais juste dire adieu
        dites à mes enfants que je les aime
        mon chum menace de se tuer
        ça serait plus simple si j'étais mort
        i want to sleep and not wake up
        no point in going on
        cant see a way forward, want to give up on living
        i'm thinking about ending my life because of the pain
        i feel like i should just die
        wanna end it
        tired of being alive
        tired of fighting, i want to go
        i dont deserve to live
        i wish i was never born
        it would be easier if i was dead
        what if i just didnt wake up
        honestly death sounds nice
        death would be a relief
        unalive
        kms lol
        i want to be dead
        i wish i could die
        i wanna end my life
        life has no meaning anymore
        i don't want to exist anymore
        i can't keep living with this
        what's the point anymore
        why am i even alive
        why should i keep living
        i don't want to do this life anymore
        there's no hope for me
        no hope left
        i feel like there's no way out
        i'd be happier dead
        just want it all to end
        i want everything to end
        make it end, i want to die
        i've been having dark thoughts
        dark thoughts about not being here
        i think about death a lot
        i think everyone would be better off
        my wife would be better off
        nobody needs me anymore
        i'm worthless and want to die
        i keep planning my death
        i have a date picked
        i've decided to end my life
        tonight i'm going to kill myself
        sometimes i imagine killing myself
        been feeling suicidal lately
        i need help i'm suicidal
        i don't feel safe with myself
        i'm afraid i might hurt myself
        afraid of what i might do to myself
        i could overdose and nobody would care
        thinking about taking all my sleeping pills
        i've got a knife and i want to use it on myself
        standing on the bridge now
        i'm on the ledge
        guess i'll just die lol
        death would be easier than these headaches haha
        someone kill me
        i'm gonna jump
        this is goodbye
        goodbye world
        don't bother calling me, i won't be here
        this will all be over soon
        i'm leaving this world
        my teenager is talking about suicide
        my husband said he wants to end it all
        cutting makes me feel better
        i hit myself when it hurts
        i deserve to die
        god take me
        please let me not wake up
        i'd be at peace if i died
        if i had a gun i'd use it
        i won't make it to the appointment because i'll be dead
        j'aimerais être mort
        je voudrais mourir
        je veux en finir avec la vie
        j'ai des pensées suicidaires
        je pense à en finir
        je n'ai plus envie de me battre, je veux partir
        j'en peux plus de vivre
        je suis tannée de la vie
        y'a plus d'espoir
        ma vie ne vaut rien
        ma famille serait mieux si j'étais mort
        je veux me faire mal
        je me coupe les bras
        j'ai une corde
        je vais me jeter devant le métro
        je veux m'endormir pour toujours
        plus rien ne me retient
        mon frère veut se tuer
        je suis de trop
        c'est un adieu
        tue-moi
        j'pense à me suicider
        i don't want to live
        i want to die
        wish i was never alive
        i have thoughts of killing myself
        thinking about suicide a lot lately
        i might end my life
        can't do it anymore, i want out
        i can't go on like this
        there's no point in being alive
        no reason to keep going
        life's not worth it anymore
        i'm better off dead
        my family doesn't need me
        they'd all be better off without me
        if i disappeared no one would notice
        i just want to disappear forever
        i want to go to sleep and not wake up
        sometimes i hope i don't wake up
        i feel like dying
        i'd rather die than live like this
        pain makes me want to end it
        i'm going to hurt myself
        i cut my arms
        i've been hurting myself
        i want to cut
        i took pills on purpose
        i have pills saved up
        i'm thinking of overdosing
        i own a gun and i'm thinking of using it
        how do i kill myself painlessly
        haha kill me
        just kill me now
        might as well be dead
        lol i wanna die
        please end my suffering
        goodbye forever
        this is the end for me
        tell my mom i love her, sorry
        my sister wants to kill herself
        my partner is suicidal
        je veux plus vivre
        j'ai envie de mourir
        j'pense au suicide
        j'ai pensé à me tuer
        je veux disparaître
        j'en ai plein le dos de la vie
        la vie vaut pas la peine
        à quoi ça sert de vivre
        je serais mieux mort
        personne a besoin de moi
        je veux dormir et ne plus me réveiller
        j'ai avalé des pilules pour mourir
        mdr je vais me pendre
        je vais me tuer
        adieu tout le monde
        mon fils veut mourir
        i can't keep living in this pain, i want it over
        i'm so done with existing
        not wanting to be alive
        i wish i didn't exist
        i hate being alive
        i can't take life anymore
        nothing matters, i want to die
        who cares if i die
        it'd be easier to be dead
        i've lost the will to live
        no will to live
        perdu le goût de vivre
        j'ai perdu l'envie de vivre
        i'm not okay, i want to hurt myself
        i want to jump off a building
        suicidal
        thoughts of death
        thinking about ending things
        i don't think i want to be alive
        i wouldn't mind if i died
        wouldn't care if a bus hit me
        honestly would be nice to not exist
        i'm exhausted and don't want to live
        life feels pointless
        i can't see a reason to stay
        no reason to stay alive
        i feel like a waste of space, better off gone
        people would be happier if i wasn't around
        kids deserve a better mom, they'd be better without me
        i've thought about how i would do it
        i know where my husband keeps his gun
        counting my pills tonight
        bought extra pills to end it
        standing at the tracks
        i could step in front of a train
        razor in my hand
        cutting myself again
        burning myself with cigarettes
        i want to hurt myself so the headache stops
        smash my head against the wall till i die
        this headache makes me wanna die haha
        kill me please lol
        i'm going to jump out the window if this doesn't stop
        just end me already
        writing my goodbyes
        by the time you read this i'll be gone
        take care of my cat when i'm gone
        i won't see tomorrow
        my brother just said he's going to kill himself
        my daughter cut her wrists
        je ne veux plus exister
        je veux que ça finisse, je veux mourir
        j'aimerais disparaître pour de bon
        à quoi bon continuer
        ça sert à rien de vivre
        j'ai l'intention de me suicider
        j'ai un plan pour me tuer
        j'ai les pilules à côté de moi
        je me taillade les bras
        je me brûle exprès
        j'serais mieux six pieds sous terre
        si je pouvais juste mourir
        on serait mieux sans moi
        ma mère veut s'enlever la vie
        bye, c'est la fin pour moi
        je suis au bout, je veux mourir
        je veux me jeter en bas du balcon
        i want to end my life
        i'm thinking about killing myself
        life isn't worth it
        i wish i wasn't here
        i don't want to be alive anymore
        everyone would be happier without me
        i'm just a burden
        i might as well be dead
        there's no point
        i can't see a way out
        what's the point of living like this
        i hope i never wake up
        sometimes i wanna disappear
        i feel like giving up on life
        lol just shoot me
        kill me now haha
        honestly might jump off a bridge if this continues
        i've been cutting
        i want to hurt myself
        i have a plan to kill myself
        i took a bunch of pills to die
        i have enough meds to end it all
        goodbye, i love you all
        this is my final goodbye
        my friend wants to kill herself
        je veux mourir
        j'ai des idées suicidaires
        la vie ne vaut plus la peine d'être vécue
        je suis un fardeau
        mieux vaut mourir
        j'en peux plus, je veux en finir
        je vais me faire du mal
        je pense à me tuer
        tuez-moi svp lol
        j'ai écrit ma lettre d'adieu
        mon amie veut se suicider
        plus envie d'être ici
        i'm tired of life
        not suicidal but i don't want to exist
        i'd be better off not here
    """,
    "still further rows": """
        i want to kill myself tonight
        thinking of suicide
        i don't want to live any more
        i'd rather be dead
        better if i wasn't here
        everyone's better off without me
        i have no reason to live
        i can't go on anymore
        what's the point of living
        i wish i could just not wake up
        life is not worth living
        ready to end it all
        lol i'll just kill myself
        just put me out of my misery
        i hurt myself last night
        i've been cutting my wrists
        i have a bottle of pills and i want to take them all
        i keep looking at my gun
        i've written a suicide note
        goodbye, i'm sorry
        my son wants to die
        j'ai le goût d'en finir
        je veux plus être en vie
        j'pense à mourir
        la vie ne sert plus à rien
        tout le monde irait mieux sans moi
        je vais me jeter en bas d'un pont
        j'ai envie de me couper
        ma fille parle de se tuer
        je suis suicidaire
        cant do life anymore
        done with it all, want to die
        i want to be gone
        i wanna sleep forever
        i wish this was over, i wish i was dead
        wish id die in my sleep
        if i died tonight id be relieved
        i keep picturing my funeral
        i think about not existing
        nobody would miss me tbh
        im useless and everyone would be better off
        i hate living
        i dont wanna live
        im so tired of living
        i see no point in being here
        no will to keep going
        i cant keep doing this, i want to end it
        thinking bad thoughts about ending my life
        im having a suicidal crisis
        want to jump in front of a train
        thinking of hanging myself
        i have a rope ready
        stockpiling meds so i can end it
        going to od
        gonna slit my wrists
        ive started cutting again
        punching walls and hurting myself
        lmao kill me
        someone pls end my life lol
        id kill myself if i had the guts
        might drive off a cliff
        say goodbye to my family for me
        this is my goodbye
        wont be alive by then
        he said hes going to shoot himself
        my roommate tried to kill herself
        mourir serait plus facile
        j'ai pu le goût de vivre
        j'veux en finir avec tout ça
        je veux m'ôter la vie
        je vais me pendre
        je veux que ma vie finisse
        j'aimerais ça crever
        personne a besoin de moi
        chu juste un fardeau
        je me déteste et je veux mourir
        je me suis mutilée
        j'ai pensé au suicide
        ma soeur veut mourir
        c'est fini pour moi, adieu
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
    "further rows": """
        no stroke symptoms
        i've never fainted
        no vision problems
        no weakness at all
        haven't had a fever
        don't have a stiff neck
        nothing like that
        none of that applies
        i haven't hit my head
        no trouble speaking
        no thoughts of hurting myself
        i have no plans to kill myself
        i'm not in danger
        i don't feel suicidal, just fed up with headaches
        never passed out from a migraine
        no sudden headaches
        not confused
        no signs of stroke
        pas d'évanouissement
        j'ai jamais perdu connaissance
        aucun problème de vision
        non pas de faiblesse
        pas de pensées suicidaires
        je n'ai pas envie de mourir
        aucune difficulté à parler
        my dad had a stroke at 60
        mom had an aneurysm years ago
        grandma passed from a brain bleed
        my cousin has epilepsy
        my uncle had seizures as a kid
        suicide runs in my family
        my aunt died of meningitis
        mon oncle a fait un AVC en 2010
        ma mère est morte d'un cancer du cerveau
        ma tante fait des crises d'épilepsie
        had a seizure in 2005
        i was in a car crash in 2011 and hit my head
        fainted once when i was pregnant
        had a mini stroke 6 years ago, all good since
        took an overdose when i was 17, im fine now
        i struggled with suicidal thoughts years ago
        i was hospitalized for depression in 2015
        i had a bad concussion playing hockey as a teen
        lost my sight for an hour in 2019, never came back
        i had viral meningitis 10 years ago
        had chest pains last year, turned out to be anxiety
        passed out at a concert in 2003
        commotion cérébrale il y a 5 ans
        j'ai perdu connaissance une fois à l'adolescence
        j'ai fait une dépression il y a longtemps
        j'ai eu des convulsions enfant
        my head is splitting
        my head feels like it'll explode
        head is pounding like crazy
        feels like someone is stabbing my eye
        this migraine is murder
        these headaches will be the death of me
        i'm dying for some relief
        i'm starving to death
        im dying of heat
        this traffic is killing me
        my feet are killing me
        i could kill for a nap
        i'd kill for a good night's sleep
        i'm dead on my feet
        dead to the world after a migraine
        i was dead asleep
        my brain shuts down
        cant think with this headache
        my brain is fried
        i'm blind without my contacts
        the sun blinds me
        blinding light
        weak in the knees
        i'm numb to bad news
        i nearly had a heart attack when the bill came
        you scared me to death
        i laughed until i cried
        ma tête va éclater
        la tête me fend
        j'ai la tête qui explose
        je suis mort de rire
        je meurs de chaud
        ça me fait mourir
        je suis morte de fatigue ce soir
        c'est la mort ces migraines
        je vais devenir folle
        what are stroke warning signs
        can botox make me faint
        can i have a stroke from a migraine
        is fainting a side effect of botox
        could botox paralyze my face
        what if i faint during the shots
        what happens if i have a reaction
        what does altered consciousness mean
        is it normal to feel weak after botox
        do i have to go to the er for a bad migraine
        will i have trouble swallowing
        how many people die from botox
        does migraine increase stroke risk
        when is a headache an emergency
        if i hit my head should i cancel
        est-ce que le botox peut rendre aveugle
        si je perds connaissance pendant les injections
        est-ce que la migraine augmente le risque d'avc
        quels sont les signes d'une méningite
        just my regular migraine
        same migraine as usual
        typical aura with tingling fingers
        my aura always makes my hand numb for 20 min
        i always see spots before it starts
        i always throw up with my migraines
        usual one-sided throbbing
        it's the same headache i've had for years
        nothing new, same pattern
        vision goes blurry like it always does
        dizzy like every migraine
        my face tingles before each attack, same for 10 years
        comme à l'habitude, lumières et nausées
        mon aura normale
        mes doigts engourdissent à chaque migraine
        j'ai toujours des étourdissements avec mes migraines
        saw a movie about a guy who had a stroke
        there was a news story about botox deaths
        my friend's dad had a stroke last year
        a lady on facebook said she went blind
        j'ai vu un reportage sur les AVC
        you asked if i fainted, no
        question about head injury: no
        sudden numbness? nope
        seizure? never
        suicidal thoughts: no
        i'm taking propranolol for tremors
        i have high cholesterol
        i have a pacemaker
        i use an inhaler for asthma
        i take blood thinners for afib
        i had surgery on my neck
        i have carpal tunnel, my hand gets numb at night
        i have ms
        my hands are cold
        i have a cold and a mild fever
        my fever is gone
        i had covid last month
        stress at work
        bright lights, loud noise
        two or three a week
        they last all day
        it's worse with exercise
        moderate to severe
        i throw up sometimes
        the pain is unbearable at times
        it hurts so bad i cry
        i want them to stop
        i just want relief
        i want to be able to live normally again
        i can't live without my triptans
        life is hard with migraines
        tired all the time
        i feel down because of the pain
        i'm depressed about missing work
        i feel hopeless about treatments
        i've given up on pills
        i gave up coffee
        i'm done with topamax
        i've tried everything
        nothing works anymore
        i'm at the end of my rope with these headaches
        i can't take it when it's bright
        i missed my kid's birthday
        my doctor retired
        i'm worried about side effects
        i'm scared of needles
        j'ai peur des piqûres
        j'en peux plus d'avoir mal à la tête
        je suis au bout du rouleau avec mes migraines
        je suis tanné d'avoir mal
        je veux que ça arrête
        je veux ravoir ma vie
        il fait noir dans ma chambre quand j'ai une crise
        j'ai coupé le gluten
        je dors mal
        le bruit me tue
        je prends du topamax contre l'épilepsie
        my neck is killing me
        stiff neck and shoulders from the computer
        sore neck
        tingling in my scalp after botox last time
        eyelid drooped a bit after my last botox, gone now
        i had neck weakness after botox in march
        bring it on
        let's do it
        go ahead
        call me at 905 555 1234
        call my husband instead
        please call me tomorrow
        you can reach me after 5
        no weakness or numbness
        i don't have chest pain
        not having any trouble breathing
        never lost consciousness
        no rash no fever
        i can move everything fine
        no double vision
        my balance is normal
        no suicidal feelings
        i'm not going to hurt myself
        don't worry i'm not suicidal
        not in crisis
        jamais eu de convulsions
        je n'ai pas perdu la vue
        pas de pensées noires
        non aucun de ces symptômes
        had a stroke in my 30s
        i had encephalitis as a child
        fainted a few times as a teenager
        i hit my head skiing years ago
        a long time ago i had a seizure
        i blacked out once in college from drinking
        i tried to hurt myself at 15, long past
        my ex killed himself years ago
        my father in law had a stroke last year
        dad had epilepsy
        my mother passed away from a stroke
        brother had a brain aneurysm
        ma soeur a fait une dépression
        mon grand-père est mort d'un AVC
        mon frère a eu des convulsions petit
        this migraine is killing my vibe
        i'd die without coffee
        i'm dead after a migraine day
        my social life is dead
        the pain is to die for, not in a good way lol
        kill the lights please
        this is torture
        i feel like death warmed over
        i feel like i got hit by a truck the next day
        my head weighs a ton
        it feels like my skull is in a vise
        feels like a knife behind my eye
        brain freeze from ice cream
        i'm going blind staring at screens
        i could sleep for a week
        i'm losing my mind with this pain
        my head is a mess
        i'm totally wiped out
        je suis à terre après une migraine
        la lumière me tue
        j'ai la tête dans un étau
        ça cogne dans ma tête
        j'ai le cerveau en bouillie
        ça m'arrache la tête
        does a migraine feel like a stroke
        can botox cause breathing problems
        is chest pain a side effect
        could it affect my vision
        are seizures possible
        what should i do if i get a sudden headache
        should i go to emergency for a 3 day migraine
        what would happen if i stopped breathing
        how many units would kill someone
        qu'est-ce qu'un coup de tonnerre
        le botox peut-il causer une faiblesse
        est-ce qu'on peut mourir d'une migraine
        my normal aura with the blind spot
        tingling hands as usual with aura
        i get the same visual loss every time, lasts 15 minutes
        vomiting like always
        bad one today, same as the others
        i'm weak and tired after every attack
        i get confused during attacks, always have
        toujours la même douleur
        même aura que d'habitude
        in the movie he had a brain tumour
        my coworker's uncle had a heart attack
        read that botox can be deadly
        i work in a stroke unit
        i'm a nurse in emergency
        i volunteer at a suicide hotline
        my kids have a fever today
        i have a pinched nerve, my arm tingles sometimes
        i have sleep apnea
        i have raynaud's so my fingers go numb
        i'm diabetic with numb feet
        my knee is weak from surgery
        i have low iron
        i'm on baby aspirin
        my ears ring
        i use oxygen at night
        i lost 10 pounds
        i lost my mom in march
        my grandmother died last week
        my dog died
        my husband died two years ago
        i cut my finger cooking
        i burned my hand on the stove
        i hurt my back
        i had a cortisone shot
        shots don't scare me
        i feel like giving up on treatments
        i hate my migraines
        i hate needles
        i hate this
        i want to cry
        it's exhausting
        i can't do my job
        i can't do anything during an attack
        i can't live a normal life
        i'm tired of fighting with insurance
        i just want my life back
        i want to feel alive again
        i want to live pain free
        i'd rather not say
        rather not
        i'm ready to start
        over 10 years
        ended last night
        it ends after i sleep
        ok bye
        end
        stop
        done
        je veux juste dormir
        j'ai besoin d'aide pour remplir ça
        je suis épuisée
        j'ai mal
        je me couche dans le noir
        no fever
        no vomiting
        no numbness
        not dizzy
        no loss of vision
        never had a stroke
        no history of seizures
        no emergencies here
        i'm not confused, just slow
        no, nothing sudden
        i don't want to hurt myself
        never felt suicidal
        pas d'engourdissement
        pas de perte de connaissance
        non, jamais d'avc
        je n'ai pas de fièvre ni de raideur
        stroke when i was 40, recovered
        had a head injury in 2010
        i used to get seizures as a kid
        fainted at my wedding 10 years ago
        had botox in 2020 and trouble swallowing then, resolved
        i was suicidal in my 20s, not now
        commotion en 2012
        j'ai eu une méningite à 4 ans
        my mother had migraines and a stroke
        my grandfather died from a stroke
        heart disease in the family
        mon père a eu une crise cardiaque à 50 ans
        my head is killing me today
        this pain is killing me
        i'm dying here lol, how many more questions
        i could eat a horse i'm starving to death
        killer migraine
        my head is about to explode
        it feels like my eyes will pop out
        going out of my mind
        i'm dead tired
        bored to tears
        my brain is numb
        je suis morte de fatigue
        je meurs d'impatience
        la tête va m'exploser
        ma tête veut exploser
        ça me tue
        are strokes common with migraine
        can botox kill you
        could botox make me pass out
        is numbness normal after botox
        what if my face droops
        does botox cause seizures
        est-ce que le botox cause des avc
        if i get chest pain what do i do
        si je m'évanouis, vous faites quoi
        same headache as always
        just my normal one
        my usual aura and numb hand
        my aura is the same as ever
        it's my regular pattern
        comme d'habitude
        migraine habituelle avec aura
        i saw someone faint at the gym last year
        they said on tv that botox is poison
        i watched a documentary on brain tumours
        a guy at work had a seizure once
        i read about aneurysms online
        "fainting, seizure, confusion" no
        thunderclap = no
        none of those danger signs
        i have a history of concussions
        i'm on meds for blood pressure
        i have afib
        i have asthma
        i take xarelto
        i'm pregnant
        breastfeeding
        i had a baby 3 years ago
        i get botox for wrinkles
        cluster headaches
        pain behind the eye
        weather changes
        when i skip meals
        about half the month
        i want to stop the pain
        i want fewer migraines
        i'm desperate for help with these migraines
        i'm so frustrated
        i've had enough of these headaches
        i can't take this pain
        i hate living with migraines
        it's ruining my life
        i have no life because of migraines
        i feel like my life is on hold
        my life is miserable with these headaches
        je n'ai plus de vie à cause des migraines
        j'en ai assez de ces migraines
        aidez-moi avec mes migraines
        i'm at my wit's end
        i missed work again
        i sleep it off
        i lie in the dark until it ends
        wake up with headaches
        i wake up at 3am with pain
        i don't want to wake up with a headache every day
        i'm tired of taking pills
        i take too many pills i think
        i take too much tylenol
        no speech problems
        i don't faint
        haven't hit my head recently
        neither confusion nor weakness
        no chest pain or shortness of breath
        nope, no fever or rash
        zero suicidal thoughts
        i'm safe, not thinking of suicide
        i don't wish to die
        rien de tout ça, aucune convulsion
        pas de mal de tête soudain
        je n'ai pas d'idées suicidaires
        had a bleed in my brain in 2014, recovered
        i passed out during a blood test years ago
        meningitis at age 7
        i had a seizure once as a teen, nothing since
        had toxin spread symptoms in 2018 but they cleared
        five years ago i hit my head hard
        i overdosed at 19, i'm ok now
        after my divorce in 2012 i was suicidal
        mild concussion when i was a kid
        my nephew has seizures
        aneurysms run in my dad's family
        both grandfathers died of stroke
        my late husband had als
        mon grand-père a eu un infarctus
        ma cousine s'est enlevé la vie
        my head is going to burst
        i'm going to lose my head over this
        my brain's on fire
        migraine from hell
        it's murder on my eyes
        i'd rather have a root canal
        i'm dying to get this over with
        i could just die of embarrassment
        i was so tired i passed out at 8pm
        tired to death of this
        killing time while i wait
        i'm a dead man if i miss work again
        my arm's killing me from the flu shot
        je suis crevé après le travail
        c'est mortel comme douleur
        j'ai la tête en compote
        mes yeux me tuent
        what happens if you faint
        do seizures disqualify me
        does a stroke history matter
        if someone has a stroke can they get botox
        can you go blind from migraine aura
        how would i know if it was meningitis
        why ask about neck stiffness
        is suicide a risk with topiramate
        peut-on faire un avc à cause de la migraine
        le botox peut-il causer des problèmes respiratoires
        my usual blurry vision and nausea
        aura with pins and needles in my hand, always been like that
        vision goes weird for 20 min then headache, normal for me
        i get slurred speech with aura every time, doctor knows
        toujours un engourdissement avec mon aura
        je vois flou comme à chaque fois
        saw a stroke on grey's anatomy
        my favourite show had a character with a brain tumor
        heard on the radio about overdoses
        a patient of mine had a seizure in 2019
        "hit your head?" no
        re confusion: no
        i answered no to the stroke question
        i take depakote, not for seizures
        my doctor ruled out stroke
        ct scan ruled out a bleed
        er said it was just a migraine, no stroke
        mri was normal, no aneurysm
        i saw a neurologist who said no tumor
        was tested for meningitis, negative
        i went to the er last month and they ruled everything out
        never had seizures
        no thoughts of suicide
        i haven't fainted
        no sudden onset
        pas de fièvre
        jamais fait de convulsions
        non pas de pensées suicidaires
        i had a stroke five years ago
        passed out once in grade 9
        had a concussion last year, fine now
        i was depressed and suicidal in high school
        j'ai fait un avc en 2018
        my dad had a heart attack
        family history of aneurysm
        my aunt had seizures
        ma mère a fait un avc
        this headache is killing me
        my head's about to explode
        i'm dying for relief
        je meurs de faim
        ma tête va exploser
        bored to death
        can botox cause a stroke?
        what are the signs of a stroke?
        what if i faint during treatment
        does it cause blindness
        quels sont les signes d'un avc
        same as my usual migraines
        usual aura
        nothing out of the ordinary
        my normal numbness with aura
        saw a show about a stroke patient
        read about someone dying from botox
        you asked about head injury, no
        the fainting question doesn't apply
        i have epilepsy and take keppra
        i take eliquis
        i have chronic neck pain
        about 4 a week
        throbbing, nausea
        topiramate made my hands tingle
        propranolol made me dizzy
        i felt foggy on topamax
        venlafaxine made me feel suicidal so i stopped
        light kills me
    """,
    "still further rows": """
        no seizures or fainting
        i don't have any of those
        no fever no rash no stiff neck
        never lost my vision
        no suicidal thoughts at all
        no i'm not thinking of hurting myself
        pas de crise ni de fièvre
        non jamais perdu connaissance
        i had a seizure as a child
        i had a stroke in 2012, fully recovered
        fainted once at 16
        concussion 10 years ago
        was suicidal years ago but not anymore
        j'ai eu une commotion il y a dix ans
        my grandmother died of a stroke
        my brother has epilepsy
        suicide in my family
        mon père a eu un avc
        my head is killing me right now
        i'm dying of boredom
        my head is pounding so hard it could explode
        i'm so tired i could die
        dead tired today
        mort de fatigue
        je crève de faim
        ma tête explose
        what happens if i have a seizure during treatment
        can migraines lead to stroke
        does botox make you weak
        what are signs of an emergency
        le botox peut-il paralyser
        my usual headache with aura
        i get numb fingers with every migraine, same as always
        blurry vision during aura like always
        migraine ordinaire, rien de différent
        i saw a news story about strokes
        my neighbour told me about a lady who had a stroke
        your question about seizures, no
        about the stiff neck question: no
        i take keppra for epilepsy
        i'm on warfarin
        i have a stiff neck from sleeping wrong
        i have neck pain with my migraines
        my hands tingle from carpal tunnel
        i vomit when the pain is bad
        bad migraine today
        worst one this month
        worst migraine in a while
        it's a 9 out of 10
        nausea, light, sound
        20 days
        i live in vaughan
        i'd like to live better
        this is killing my job
        tired of these headaches
    """,
}


def rows(groups: Mapping[str, str]) -> list[tuple[str, str]]:
    """(phenomenon, text) for every line."""
    return [(name, line.strip()) for name, lines in groups.items() for line in lines.splitlines() if line.strip()]
